//! Images of records, as pages show them.

use super::Renderer;
use super::value::{Context, Value, object, safe};
use crate::diagnostic::Diagnostic;
use crate::escape::escape;
use crate::hub::LanguageId;
use crate::image::{Format, ImageFile, Variant};

/// An image of a page that others may show too.
pub(super) struct Shown {
    /// The absolute address.
    pub(super) address: String,
    /// Width and height in pixels.
    pub(super) size: (u32, u32),
}

impl Renderer<'_> {
    /// Returns an image for the theme's component `image`, by its path relative to `content/`. `attributes` is HTML that begins with a
    /// blank: the alternative text and whatever else belongs to the element. An image that readers see first is not `lazy`.
    pub(super) fn image_value(&self, path: &str, attributes: &str, lazy: bool) -> Option<Value> {
        let file = self.catalogue().files.attached.get(path).copied().flatten();
        let link = |path: &str| Value::from(self.addresses.link(path));
        let Some((file, fallback)) = file.and_then(|file| Some((file, file.fallback()?))) else {
            let path = match path.strip_prefix("_static/") {
                Some(path) => format!("/{path}"),
                None => self.addresses.attached(path)?,
            };
            return Some(image(link(&path), file.map(|file| (file.width, file.height)), Vec::new(), "", attributes, lazy));
        };
        let variants = file.variants();
        let webp: Vec<Variant> = variants.into_iter().filter(|variant| variant.format == Format::WebP).collect();
        let choice: Vec<String> = webp
            .iter()
            .filter_map(|variant| Some(format!("{} {}w", self.addresses.link(self.addresses.resized(path, *variant)?), variant.width)))
            .collect();
        let choice = choice.join(", ");
        let source = || object([("type", Value::from("image/webp")), ("srcset", Value::from(choice.as_str()))]);
        let is_webp = fallback.format == Format::WebP;
        let sources = if is_webp { Vec::new() } else { vec![source()] };
        let widest = webp.last().map_or(file.width, |variant| variant.width);
        let src = link(&self.addresses.resized(path, fallback)?);
        let choice = if is_webp { choice.as_str() } else { "" };
        Some(image(src, Some((widest, file.height_at(widest))), sources, choice, attributes, lazy))
    }

    /// Returns an image of a body as HTML: by the theme's component, or as a plain element where the theme has none.
    pub(super) fn image_html(&self, path: &str, attributes: &str, lazy: bool, language: LanguageId) -> Result<String, Box<Diagnostic>> {
        let Some(image) = self.image_value(path, attributes, lazy) else { return Ok(format!("<img{attributes}>")) };
        if self.site.theme.has_component("image") {
            let mut arguments = Context::new();
            arguments.insert("image", image);
            return self.component(language, "image", &arguments, "an image");
        }
        let source = image.get("src").and_then(Value::as_str).unwrap_or_default();
        let mut html = format!("<img src=\"{}\"", escape(source));
        if let (Some(Value::Integer(width)), Some(Value::Integer(height))) = (image.get("width"), image.get("height")) {
            html.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        html.push_str(if lazy { " loading=\"lazy\"" } else { "" });
        html.push_str(&format!(" decoding=\"async\"{attributes}>"));
        Ok(html)
    }

    /// Returns an image as others may show it: whoever cannot choose gets one that everybody can read.
    pub(super) fn shared_image(&self, path: &str) -> Option<Shown> {
        let file: ImageFile = (*self.catalogue().files.attached.get(path)?)?;
        let fallback = file.fallback()?;
        let address = self.addresses.absolute(&self.addresses.resized(path, fallback)?);
        Some(Shown { address, size: (fallback.width, file.height_at(fallback.width)) })
    }
}

fn image(src: Value, size: Option<(u32, u32)>, sources: Vec<Value>, choice: &str, attributes: &str, lazy: bool) -> Value {
    // A drawing has no size in pixels.
    let (width, height) = size.map_or_else(|| (Value::none(), Value::none()), |(width, height)| (Value::from(width), Value::from(height)));
    object([
        ("src", src),
        ("srcset", Value::from(choice)),
        ("sources", Value::from(sources)),
        ("width", width),
        ("height", height),
        ("lazy", Value::from(lazy)),
        ("attributes", safe(attributes)),
    ])
}
