/tmp/h/near/target-debug/release/deps/cfg_if-6f0a8b71c30fe42b.d: /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/cfg-if-1.0.5/src/lib.rs

/tmp/h/near/target-debug/release/deps/libcfg_if-6f0a8b71c30fe42b.rlib: /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/cfg-if-1.0.5/src/lib.rs

/tmp/h/near/target-debug/release/deps/libcfg_if-6f0a8b71c30fe42b.rmeta: /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/cfg-if-1.0.5/src/lib.rs

/root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/cfg-if-1.0.5/src/lib.rs:
