/tmp/h/near/target-debug/release/deps/unicode_properties-dccc4ce526c22536.d: /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/unicode-properties-0.1.5/src/lib.rs /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/unicode-properties-0.1.5/src/tables.rs

/tmp/h/near/target-debug/release/deps/libunicode_properties-dccc4ce526c22536.rlib: /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/unicode-properties-0.1.5/src/lib.rs /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/unicode-properties-0.1.5/src/tables.rs

/tmp/h/near/target-debug/release/deps/libunicode_properties-dccc4ce526c22536.rmeta: /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/unicode-properties-0.1.5/src/lib.rs /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/unicode-properties-0.1.5/src/tables.rs

/root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/unicode-properties-0.1.5/src/lib.rs:
/root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/unicode-properties-0.1.5/src/tables.rs:
