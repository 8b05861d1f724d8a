/** Feeds and a page of our own writing, one of each kind, for tests that damage them. */
export const SAMPLE_FEEDS: readonly string[] = [
  `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Example Wire</title><link>https://wire.example/</link><atom:link rel="self" href="https://wire.example/rss"/><ttl>30</ttl>
<item><title>Envoys meet &amp; agree</title><link>https://wire.example/1?utm_source=rss</link><guid isPermaLink="false">1</guid><pubDate>Mon, 19 Jun 2023 08:00:00 +0800</pubDate><dc:creator>Ann Lee</dc:creator><description>&lt;p&gt;The envoys met.&lt;/p&gt;</description><content:encoded><![CDATA[<p>The envoys met on Monday.</p><p>“We agreed,” one of them said.</p>]]></content:encoded><media:group><media:description>A handshake</media:description></media:group></item>
<item><title><![CDATA[Ships <b>pass</b>]]></title><guid>https://wire.example/2</guid><pubDate>2023-06-19</pubDate></item></channel></rss>`,
  `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://post.example/news/" xml:lang="en"><title type="html">The &lt;i&gt;Post&lt;/i&gt;</title><link href="/"/><updated>2023-06-19T00:00:00Z</updated>
<entry><title>Tariffs stay</title><link rel="enclosure" href="a.mp3"/><link href="1.html"/><id>urn:1</id><published>2023-06-19T08:00:00+08:00</published><author><name>Bo Chen</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Tariffs stay.</p></div></content></entry>
<entry><title type="text">Notes</title><id>https://post.example/2</id><summary type="html">&lt;p&gt;Short&lt;/p&gt;</summary></entry></feed>`,
  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel rdf:about="https://old.example/"><title>Old</title><link>https://old.example/</link><sy:updatePeriod>daily</sy:updatePeriod></channel><item rdf:about="https://old.example/1"><title>One</title><link>https://old.example/1</link><description>First</description></item></rdf:RDF>`,
  `{"version":"https://jsonfeed.org/version/1.1","title":"JSON","home_page_url":"https://json.example/","items":[{"id":"1","url":"https://json.example/1","title":"One","content_html":"<p>First</p>","date_published":"2023-06-19T08:00:00Z","authors":[{"name":"Cy Diaz"}]}]}`,
];

export const SAMPLE_PAGE = `<!doctype html><html lang="en"><head><title>Envoys meet - Example Wire</title>
<meta property="og:title" content="Envoys meet"><meta property="article:published_time" content="2023-06-19T08:00:00+08:00">
<link rel="canonical" href="https://wire.example/world/envoys-meet"><script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Envoys meet","author":[{"@type":"Person","name":"Ann Lee"}]}</script></head>
<body class="article-page has-sidebar"><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<div class="share-tools"><a href="#">Share this article</a></div>
<article class="story-body"><h1>Envoys meet</h1><p class="byline">By Ann Lee</p><p>Published June 19, 2023 8:00 am</p>
<figure><img src="a.jpg"><figcaption>Envoys shake hands. Photo: Example Pictures</figcaption></figure>
<p>The envoys of both countries met on Monday for the first talks in five months, officials of the two delegations said.</p>
<p>“We agreed to keep talking,” the head of one delegation told reporters after three hours behind closed doors.</p>
<p>CLOSE</p><div class="newsletter-signup"><p>Sign up for our newsletter and get the morning brief.</p></div>
<p>Read more: <a href="/2">Ships pass in the strait</a></p>
<p>The other side spoke of a candid exchange, and named export rules as the point on which the two remained apart.</p>
<p>No date was set for another round, but <a href="/who">both teams</a> said that their deputies would meet in the autumn.</p>
<blockquote><p>“Talking is better than not talking.”</p></blockquote>
<p>Analysts expect little before the summit, at which the two presidents are to see each other for an hour.</p></article>
<aside><h3>Related stories</h3><ul><li><a href="/3">Tariffs stay</a></li><li><a href="/4">Fleet sails</a></li></ul></aside>
<footer>© 2023 Example Wire. All rights reserved.</footer></body></html>`;
