pub mod model;
pub mod quote;
pub mod time;
