"use strict";
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const narrow = matchMedia("(max-width: 700px)");
  const variant = () => (dark.matches ? "dark" : "light") + (narrow.matches ? "-narrow" : "-wide");
  const unpack = async (block) => {
    const bytes = Uint8Array.from(atob(JSON.parse(block.textContent)), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  };
  const specs = new Map();
  const specsOf = (id) => {
    if (!specs.has(id)) {
      const blocks = [...document.querySelectorAll("script[data-specs]")];
      specs.set(id, unpack(blocks.find((block) => block.dataset.specs === id)));
    }
    return specs.get(id);
  };

  const drawn = new WeakMap();
  const draw = async (place) => {
    const name = variant();
    if (drawn.get(place) === name) return;
    drawn.set(place, name);
    try {
      await window.drawFigure(place, (await specsOf(place.dataset.figure))[name]);
      place.hidden = false;
      place.closest("figure").classList.add("drawn");
    } catch (error) {
      drawn.delete(place);
      console.error(error);
    }
  };
  const places = [...document.querySelectorAll(".live[data-figure]")];
  const drawAll = async () => {
    for (const place of places) await draw(place);
    document.documentElement.dataset.drawn = "yes";
  };
  if (places.length) {
    dark.addEventListener("change", drawAll);
    narrow.addEventListener("change", drawAll);
    drawAll();
  }

  // A link into a closed part opens it.
  const reveal = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    for (let up = target; up; up = up.parentElement) {
      if (up.tagName === "DETAILS") up.open = true;
    }
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  // On paper nothing is closed.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const each of opened) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of opened) each.open = false;
    opened = [];
  });

  // The contents say where the reader is.
  const entries = new Map([...document.querySelectorAll(".contents a")].map((a) => [a.hash.slice(1), a]));
  const seen = new IntersectionObserver((changes) => {
    for (const change of changes) {
      if (!change.isIntersecting) continue;
      for (const entry of entries.values()) entry.removeAttribute("aria-current");
      entries.get(change.target.id)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-15% 0px -75% 0px" });
  for (const id of entries.keys()) {
    const section = document.getElementById(id);
    if (section) seen.observe(section);
  }
})();
