//! The files of messages, and how they are said.
