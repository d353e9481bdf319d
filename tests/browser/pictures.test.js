/** Tests that pictures can be read at every width. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, startHub } from "./browser.js";

const { address, browser } = await startHub();

for (const path of ["/", "/en/numbers/"]) {
  test(`the maps of ${path} are never smaller than on the smallest screen`, async () => {
    for (const width of [320, 768, 1280]) {
      const { page, close } = await open(browser, address + path, { viewport: { width, height: 900 } });
      const widths = await page.locator(".marks").evaluateAll((maps) => maps.map((map) => Math.round(map.getBoundingClientRect().width)));
      assert.ok(widths.length > 0);
      assert.ok(Math.min(...widths) >= 280, `at ${width} pixels they are ${widths.join(", ")} wide`);
      await close();
    }
  });
}
