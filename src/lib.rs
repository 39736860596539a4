pub mod layout;
pub mod model;
pub mod query;
pub mod quote;
pub mod time;
