/** What assistive technology is given of a page, as text: a line for each role and name, in the order in which it is read. */

/** Properties that a screen reader speaks. */
const SPOKEN = ["level", "checked", "expanded", "disabled", "required", "invalid", "multiline", "current", "live"];
/** Roles that say nothing by themselves. */
const SILENT = new Set(["none", "generic", "InlineTextBox", "LineBreak", "ListMarker", "LayoutTableCell"]);

/**
 * Returns the accessibility tree of a page. What is read as one text stands on one line.
 * @param {import("playwright-core").Page} page
 */
export async function tree(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  /** @type {string[]} */
  const lines = [];
  /** @param {typeof nodes[number]} node @param {number} depth @param {string} above the name of what it stands in */
  const write = (node, depth, above) => {
    const role = String(node.role?.value ?? "");
    const name = String(node.name?.value ?? "").replace(/\s+/g, " ").trim();
    let below = depth;
    // A form without a name is no landmark; Chromium lists it or not, depending on when it came into the page.
    const isSilent = SILENT.has(role) || (role === "form" && !name);
    if (!node.ignored && !isSilent && !(role === "StaticText" && (!name || above.includes(name)))) {
      const properties = (node.properties ?? []).filter(({ name, value }) => SPOKEN.includes(name) && ![undefined, "off"].includes(value.value) && !(["required", "multiline", "invalid"].includes(name) && String(value.value) === "false"));
      const states = properties.map(({ name, value }) => ` [${name} ${value.value}]`);
      const value = node.value?.value ? ` = ${JSON.stringify(node.value.value)}` : "";
      const description = node.description?.value ? ` (${node.description.value})` : "";
      lines.push(`${"  ".repeat(depth)}${role === "StaticText" ? "text" : role}${name ? ` ${JSON.stringify(name)}` : ""}${states.join("")}${value}${description}`);
      below += 1;
    }
    const names = ["link", "heading", "button", "DisclosureTriangle", "LabelText", "option", "StaticText", "Legend", "term"].includes(role) ? name : "";
    for (const id of node.childIds ?? []) {
      const child = byId.get(id);
      if (child) write(child, below, names || above);
    }
  };
  const [root] = nodes;
  if (root) write(root, 0, "");
  return lines.join("\n") + "\n";
}
