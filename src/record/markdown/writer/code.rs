//! Blocks of code, of which some are asked for records or pictures.

use super::Writer;
use crate::record::markdown::body::Insertion;
use crate::record::{picture_block, records_block};

impl Writer<'_, '_> {
    pub(super) fn code(&mut self) {
        let Some((info, code, offset)) = self.code_block.take() else { return };
        self.newline();
        let language = info.split_whitespace().next().unwrap_or("");
        if language == "records" {
            let (line, _) = self.lines.at(offset);
            let block = records_block::read(self.source.hub, self.source.path, &code, line + 1, self.diagnostics);
            if let Some(block) = block {
                let index = self.body.blocks.len() as u32;
                self.body.blocks.push(block);
                self.hole(Insertion::Records(index));
            }
            return;
        }
        if language == "picture" {
            let (line, _) = self.lines.at(offset);
            let picture = picture_block::read(self.source.hub, self.source.path, &code, line + 1, self.diagnostics);
            if let Some(picture) = picture {
                let index = self.body.pictures.len() as u32;
                self.body.pictures.push(picture);
                self.hole(Insertion::Picture(index));
            }
            return;
        }
        self.put("<pre><code");
        if !language.is_empty() {
            self.put(" class=\"language-");
            self.escaped(language);
            self.put("\"");
        }
        self.put(">");
        self.escaped_body(&code);
        self.put("</code></pre>\n");
    }
}
