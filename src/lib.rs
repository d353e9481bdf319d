//! A static site generator for multilingual, filterable knowledge hubs.
//!
//! The way of the data is the architecture, with reading and writing at its ends and pure functions between:
//! [`source`] → [`record`] → [`catalogue`] → [`route`] → [`render`] → [`publish`]. [`load`] joins its first half; the commands of
//! [`cli`] join the rest. [`hub`] is the schema that everything is checked against, [`diagnostic`] what is wrong,
//! [`difference`] what a change does to readers, [`lint`] what could be better, [`external`] whether outside links still lead somewhere, [`schema`] what editors' programs are told, [`table`] how records come out of one.

mod bytes;
pub mod catalogue;
pub mod cli;
pub mod diagnostic;
pub mod difference;
pub mod drawing;
mod escape;
pub mod external;
pub mod hub;
pub mod image;
mod lines;
pub mod lint;
pub mod load;
pub mod publish;
pub mod record;
pub mod render;
pub mod route;
pub mod schema;
pub mod search;
pub mod serve;
pub mod source;
pub mod table;
pub mod workspace;
pub mod yaml;
