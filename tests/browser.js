// What a page is asked: each function answers with a list of what is wrong, in words; an empty list is well.

const described = (element) => {
  const name = element.tagName.toLowerCase() + (element.id ? "#" + element.id : "");
  const classes = typeof element.className === "string" ? element.className : "";
  return name + (classes ? "." + classes.trim().split(/\s+/).join(".") : "");
};

const visible = (element) =>
  element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true, contentVisibilityAuto: true });

const ancestors = (element) => {
  const found = [];
  for (let up = element; up; up = up.parentElement) found.push(up);
  return found;
};

// Words for a screen reader's ears alone.
const heard = (element) => ancestors(element).some((up) => getComputedStyle(up).clipPath === "inset(50%)");

// What is left of a box within the boxes that scroll around it.
const within = (box, element) => {
  let { left, right, top, bottom } = box;
  for (const up of ancestors(element)) {
    const style = getComputedStyle(up);
    if (![style.overflowX, style.overflowY].some((way) => way === "auto" || way === "scroll")) continue;
    const edge = up.getBoundingClientRect();
    left = Math.max(left, edge.left);
    right = Math.min(right, edge.right);
    top = Math.max(top, edge.top);
    bottom = Math.min(bottom, edge.bottom);
  }
  return right - left > 1 && bottom - top > 1 ? { left, right, top, bottom } : null;
};

// Text nodes that a reader sees, with the element that styles each.
const read = () => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (!node.data.trim() || holder.closest("script, style, .skip")) continue;
    if (!visible(holder) || heard(holder)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width && box.height) found.push({ node, holder, box });
  }
  return found;
};

// Nothing makes the page itself wider than the window.
const overflow = () => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const scrolls = (element) => {
    for (let up = element.parentElement; up; up = up.parentElement) {
      if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(up).overflowX)) return true;
    }
    return false;
  };
  const past = [...document.body.querySelectorAll("*")].filter(
    (element) => visible(element) && element.getBoundingClientRect().right > wide + 1 && !scrolls(element));
  return ["the page is " + document.documentElement.scrollWidth + " wide in a window of " + wide,
    ...past.slice(0, 8).map(described)];
};

// No text is cut off by a box that hides what is too much, or drawn over other text.
const clipped = () => {
  const found = [];
  for (const { node, holder, box } of read()) {
    for (let up = holder; up && up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up);
      const edge = up.getBoundingClientRect();
      const hides = (way) => ["hidden", "clip"].includes(way);
      if (up.closest("svg") && up.tagName !== "svg") continue;
      if (["auto", "scroll"].includes(style.overflowX) || ["auto", "scroll"].includes(style.overflowY)) break;
      if ((hides(style.overflowX) && (box.right > edge.right + 1 || box.left < edge.left - 1)) ||
          (hides(style.overflowY) && (box.bottom > edge.bottom + 1 || box.top < edge.top - 1))) {
        found.push(described(up) + " cuts off: " + node.data.trim().slice(0, 60));
        break;
      }
    }
  }
  return found;
};

const overlapping = () => {
  const found = [];
  const texts = read().filter(({ holder }) => !holder.closest("svg"));
  const bands = new Map();
  for (const text of texts) {
    const range = document.createRange();
    range.selectNodeContents(text.node);
    for (const whole of range.getClientRects()) {
      const box = within(whole, text.holder);
      if (!box) continue;
      const line = { node: text.node, holder: text.holder, box };
      for (let band = Math.floor(box.top / 100); band <= Math.floor(box.bottom / 100); band++) {
        if (!bands.has(band)) bands.set(band, []);
        bands.get(band).push(line);
      }
    }
  }
  for (const lines of bands.values()) {
    for (const [index, one] of lines.entries()) {
      for (const other of lines.slice(index + 1)) {
        if (one.node === other.node || one.holder.closest(".contents") || other.holder.closest(".contents")) continue;
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (wide > 2 && high > 6) {
          found.push(one.node.data.trim().slice(0, 40) + " / " + other.node.data.trim().slice(0, 40));
        }
      }
    }
  }
  return [...new Set(found)];
};

// Contrast as WCAG 2 defines it, of every text against what lies behind it.
const parsed = (colour) => {
  const numbers = colour.match(/[\d.]+/g).map(Number);
  const scale = colour.startsWith("color(") ? 255 : 1;
  const [r, g, b] = numbers.map((number) => number * scale);
  return [r, g, b, numbers.length > 3 ? numbers[3] : 1];
};
const over = (top, under) => {
  const [, , , a] = top;
  return [0, 1, 2].map((i) => top[i] * a + under[i] * (1 - a)).concat(1);
};
const luminance = (colour) => {
  const [r, g, b] = colour.slice(0, 3).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
};
// Every ground that may lie behind an element: a gradient gives its stops.
const grounds = (element) => {
  const layers = [];
  for (let up = element; up; up = up.parentElement) {
    const style = getComputedStyle(up);
    if (style.backgroundImage.includes("gradient")) {
      const stops = style.backgroundImage.match(/(rgba?|color)\([^)]*\)/g);
      return stops.map((stop) => layers.reduceRight((under, layer) => over(layer, under), parsed(stop)));
    }
    const ground = parsed(style.backgroundColor);
    if (ground[3] > 0) layers.push(ground);
    if (ground[3] === 1) break;
  }
  const base = matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18, 1] : [255, 255, 255, 1];
  return [layers.reduceRight((under, layer) => over(layer, under), base)];
};
const faint = () => {
  const found = new Set();
  for (const { node, holder } of read()) {
    const style = getComputedStyle(holder);
    const inDrawing = holder.closest("svg");
    const size = parseFloat(style.fontSize);
    const bold = Number(style.fontWeight) >= 700;
    const needed = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5;
    const ink = parsed(inDrawing ? (style.fill === "none" ? "rgba(0, 0, 0, 0)" : style.fill) : style.color);
    if (ink[3] === 0) continue;
    const behind = inDrawing ? grounds(inDrawing.parentElement) : grounds(holder);
    for (const ground of behind) {
      const ratio = contrast(over(ink, ground), ground);
      if (ratio < needed) {
        found.add(described(holder) + " " + ratio.toFixed(2) + ": " + node.data.trim().slice(0, 40));
      }
    }
  }
  return [...found];
};

// Charts that are not drawn, or drawn with nothing in them.
const undrawn = () => [...document.querySelectorAll("figure.chart")].filter((figure) => {
  const drawing = figure.querySelector(".live svg, .live canvas");
  if (!drawing || !visible(drawing)) return true;
  const box = drawing.getBoundingClientRect();
  return box.width < 100 || box.height < 60 || drawing.querySelectorAll("path, line, rect, text").length < 10;
}).map(described);

// Pictures that stand in for charts and cannot be seen.
const unseen = () => [...document.querySelectorAll("figure.chart img")].filter(
  (img) => !visible(img) || !img.complete || img.naturalWidth < 100 || img.getBoundingClientRect().width < 100,
).map((img) => described(img.closest("figure")));

// Where the keyboard is.
const focused = () => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const text = (element.innerText || element.getAttribute("aria-label") || "").trim();
  const label = element.matches("input") && element.nextElementSibling;
  const shown = label ? getComputedStyle(label).outlineStyle !== "none" : seen;
  const box = (label || element).getBoundingClientRect();
  return { what: described(element), tag: element.tagName.toLowerCase(), text, seen: shown,
    inside: box.bottom > 0 && box.top < innerHeight, href: element.getAttribute("href") };
};
