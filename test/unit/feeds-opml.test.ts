import { expect, test } from "vitest";
import { parseOpml, writeOpml } from "../../src/feeds/opml.ts";

test("reads a list with folders, each feed once", () => {
  const opml = `<opml version="1.0"><body>
    <outline text="Wires"><outline text="Asia">
      <outline type="rss" text="Wire &amp; Co" xmlUrl="https://wire.example/rss?a=1&amp;b=2" htmlUrl="https://wire.example"/></outline>
      <outline title="Again" xmlUrl="https://wire.example/rss?a=1&amp;b=2"/></outline>
    <outline XMLURL="https://post.example/feed"/><outline text="No feed"/><outline xmlUrl="file:///etc/passwd"/>
    </body>`;
  expect(parseOpml(opml)).toEqual([
    {
      url: "https://wire.example/rss?a=1&b=2",
      title: "Wire & Co",
      homepage: "https://wire.example/",
      folders: ["Wires", "Asia"],
    },
    { url: "https://post.example/feed", title: null, homepage: null, folders: [] },
  ]);
});

test("reads back what it writes, whatever the names hold", () => {
  const feed = {
    url: "https://wire.example/rss?a=1&b=2",
    title: 'A "wire" <&>',
    homepage: "https://wire.example/",
  };
  const written = writeOpml("Backchannel", new Map([["US & China", [feed]]]));
  expect(parseOpml(written)).toEqual([{ ...feed, folders: ["US & China"] }]);
});
