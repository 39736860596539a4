#![forbid(unsafe_code)]
pub mod app;
pub mod documents;
pub mod layout;
pub mod model;
pub mod query;
pub mod quote;
pub mod session;
pub mod storage;
pub mod time;
pub mod ui;
