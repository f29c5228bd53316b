/tmp/h/near/target-debug/release/deps/_engine.d: rust/python/src/lib.rs rust/python/src/builder.rs rust/python/src/definitions.rs rust/python/src/errors.rs rust/python/src/page.rs rust/python/src/store.rs rust/python/src/suggestions.rs

/tmp/h/near/target-debug/release/deps/lib_engine.so: rust/python/src/lib.rs rust/python/src/builder.rs rust/python/src/definitions.rs rust/python/src/errors.rs rust/python/src/page.rs rust/python/src/store.rs rust/python/src/suggestions.rs

rust/python/src/lib.rs:
rust/python/src/builder.rs:
rust/python/src/definitions.rs:
rust/python/src/errors.rs:
rust/python/src/page.rs:
rust/python/src/store.rs:
rust/python/src/suggestions.rs:
