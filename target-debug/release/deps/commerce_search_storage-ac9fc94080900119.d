/tmp/h/near/target-debug/release/deps/commerce_search_storage-ac9fc94080900119.d: rust/storage/src/lib.rs rust/storage/src/directory.rs rust/storage/src/manifest.rs rust/storage/src/mapped.rs rust/storage/src/records.rs

/tmp/h/near/target-debug/release/deps/libcommerce_search_storage-ac9fc94080900119.rlib: rust/storage/src/lib.rs rust/storage/src/directory.rs rust/storage/src/manifest.rs rust/storage/src/mapped.rs rust/storage/src/records.rs

/tmp/h/near/target-debug/release/deps/libcommerce_search_storage-ac9fc94080900119.rmeta: rust/storage/src/lib.rs rust/storage/src/directory.rs rust/storage/src/manifest.rs rust/storage/src/mapped.rs rust/storage/src/records.rs

rust/storage/src/lib.rs:
rust/storage/src/directory.rs:
rust/storage/src/manifest.rs:
rust/storage/src/mapped.rs:
rust/storage/src/records.rs:
