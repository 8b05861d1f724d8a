import { describe, expect, test } from "vitest";
import { readStatements, shownStatements } from "../support/shown-statements.ts";

describe("cues", () => {
  test.each([
    ["Mr Li has repeatedly warned that talks may fail.", "Mr Li <has repeatedly warned> that talks may fail"],
    [
      "Mr Li was quoted as saying that talks had failed.",
      "Mr Li <was quoted as saying> that talks had failed",
    ],
    ["Mr Li told reporters in Beijing that talks had failed.", "Mr Li <told> that talks had failed"],
    ["The ministry vowed to retaliate.", "The ministry <vowed> to retaliate"],
    ["Washington urged China to release the two men.", "Washington <urged> China to release the two men"],
    ["According to the ministry, no date was set.", "the ministry <According to> no date was set"],
    ["No date was set, according to the ministry.", "the ministry <according to> No date was set"],
    ["He said: “We are ready.”", "He <said:> “We are ready.”"],
    [
      "A diplomat, who asked not to be named, said: “We are ready.”",
      "A diplomat, who asked not to be named, <said:> “We are ready.”",
    ],
    ["Asked about Taiwan, Mr Li declined to comment.", "Mr Li <declined> to comment"],
    [
      "Wang Wenbin, a spokesman for the ministry, told reporters in Beijing: “We oppose the sale.”",
      "Wang Wenbin, a spokesman for the ministry, <told> “We oppose the sale.”",
    ],
    [
      "“We will not look away,” Antony Blinken, the US Secretary of State, told reporters.",
      "Antony Blinken, the US Secretary of State, <told> “We will not look away,”",
    ],
    [
      "As lawyer Scott Lin points out, “with no joint statement, who will measure success?”",
      "lawyer Scott Lin <points out> “with no joint statement, who will measure success?”",
    ],
    ["“Why would we do that?” Mr Li demanded.", "Mr Li <demanded> “Why would we do that?”"],
    [
      "China expressed confidence on Wednesday that it can reach a deal.",
      "China <expressed> that it can reach a deal",
    ],
    [
      "Mr Li was warned by counterparts from Tokyo to Berlin that talks would fail.",
      "counterparts from Tokyo to Berlin <was warned> that talks would fail",
    ],
    [
      "Only a few see a deal, officials said, in part because it would be dangerous to sign.",
      "officials <said> Only a few see a deal … in part because it would be dangerous to sign",
    ],
    [
      "The ministry said it was surprised by the tariffs but also called them expected.",
      "The ministry <said> it was surprised by the tariffs",
    ],
    [
      "Mr Biden said the US position had not changed, after Antony Blinken repeated that it stood firm.",
      "Mr Biden <said> the US position had not changed",
    ],
  ])("%s", (text, expected) => {
    expect(
      shownStatements(text).some((one) => one === expected || one === `${expected}.`),
      shownStatements(text).join("\n"),
    ).toBe(true);
  });
});

test.each([
  [
    "Mr Li, who led the delegation, said talks had failed.",
    "Mr Li, who led the delegation, <said> talks had failed",
  ],
  ["Mr Li, speaking in Geneva, said talks had failed.", "Mr Li <said> talks had failed"],
  [
    "“We are ready,” said Mr Li, who led the delegation. Talks go on.",
    "Mr Li, who led the delegation <said> “We are ready,”",
  ],
  ["Mr Li said in a statement that talks had failed.", "Mr Li <said in a statement> that talks had failed"],
  ["Mr Li went on to say that talks had failed.", "Mr Li <went on to say> that talks had failed"],
  ["He’s claiming that talks had failed.", "He <’s claiming> that talks had failed"],
])("speaker and cue with all that belongs to them: %s", (text, expected) => {
  expect(shownStatements(text)).toEqual([expected]);
});

test.each([
  [
    "In addition, according to the ministry, two men were held on Monday.",
    "the ministry <according to> two men were held on Monday",
  ],
  [
    "Since last May, according to the ministry, the police have held two men.",
    "the ministry <according to> Since last May … the police have held two men",
  ],
  [
    "She said, if elected, she would ask Mr Li to stay.",
    "She <said> if elected, she would ask Mr Li to stay",
  ],
  [
    "Mr Li told a Senate committee hearing on Monday that talks had failed.",
    "Mr Li <told> that talks had failed",
  ],
  ["Nearly half said they prefer talks.", "half <said> they prefer talks"],
  ["Critics say officials still scrutinize the area.", "Critics <say> officials still scrutinize the area"],
  ["The trade had become what he said was a burden.", "he <said> was a burden"],
  ["He calls for $1 trillion in new spending.", "He <calls for> $1 trillion in new spending"],
  [
    "China said that it can reach a deal with the United States, despite fresh warnings of tariffs.",
    "China <said> that it can reach a deal with the United States",
  ],
  [
    "Mr Li said tariffs hurt America’s “competitive edge,” taking a fresh jab at the bank.",
    "Mr Li <said> tariffs hurt America’s “competitive edge,”",
  ],
])("%s", (text, expected) => {
  expect(shownStatements(text)).toContain(expected);
});

test("a noun has its owner's statement", () => {
  const [claim] = shownStatements("China's claim that the ship was lost drew laughter in the hall.");
  expect(claim).toMatch(/^China's <claim> that the ship was lost/u);
});

test.each([
  "Mr Li has said little about the agreement.",
  "Mr Li declined to specify on Tuesday what had changed.",
  "Mr Biden praised Mr Blinken.",
])("no statement: %s", (text) => {
  expect(shownStatements(text)).toEqual([]);
});

describe("where content begins and ends", () => {
  test.each([
    [
      "before the cue",
      "Talks will resume in July, Mr Li told reporters on Friday, hours before he left.",
      "Mr Li <told> Talks will resume in July",
    ],
    ["around the cue", "At best, analysts say, this is a pause.", "analysts <say> At best … this is a pause"],
    [
      "behind an inverted cue",
      "“We are ready,” said Mr Wang, the spokesman. “Are they?”",
      "Mr Wang, the spokesman <said> “We are ready,” … “Are they?”",
    ],
    [
      "up to the next cue",
      "Mr Li said talks had failed, adding that none were planned.",
      "Mr Li <said> talks had failed",
    ],
    ["split by the cue", "“The door,” he said, “is open.”", "he <said> “The door,” … “is open.”"],
    [
      "with the words before a quotation",
      "The trip is “a first step,” he said.",
      "he <said> The trip is “a first step,”",
    ],
    [
      "without the aside of an outlet",
      "Talks had failed, Mr Li said, according to Xinhua.",
      "Mr Li <said> Talks had failed",
    ],
  ])("%s", (_, text, expected) => {
    expect(shownStatements(text)).toContain(expected);
  });

  test("over paragraphs that each open with a mark", () => {
    const text = "Mr Wang said: “We waited for ten long years.\n\n“Nobody came in all that time.”";
    expect(shownStatements(text)).toEqual([
      "Mr Wang <said:> “We waited for ten long years. … “Nobody came in all that time.”",
    ]);
  });
});

describe("speakers", () => {
  test.each([
    ["by surname", "Antony Blinken left. Talks were useful, Blinken said.", "Antony Blinken"],
    ["by title", "Talks were useful, US Secretary of State Antony Blinken said.", "Antony Blinken"],
    ["by pronoun", "Janet Yellen met He Lifeng. “It was useful,” she said.", "Janet Yellen"],
    ["by place", "Beijing said on Monday that the balloon was civilian.", "Government of China"],
    ["by office that day", "The US Secretary of State said talks were useful.", "Antony Blinken"],
    ["in a relative clause", "Janet Yellen, who said talks were useful, left on Sunday.", "Janet Yellen"],
    ["none when the source is unnamed", "A senior US official said talks were useful.", null],
  ])("%s", (_, text, name) => {
    const [quote] = readStatements(text);
    expect(quote?.speakerName).toBe(name);
  });

  test("say whose voice they are, and in what role", () => {
    expect(
      readStatements("“We are ready,” said Bo Tan, a senior adviser at the Harbour Institute.")[0],
    ).toMatchObject({
      speakerName: "Bo Tan",
      speakerActor: null,
      speakerRole: "senior adviser at the Harbour Institute",
      side: "other",
    });
    expect(readStatements("A senior Chinese official said talks were useful.")[0]).toMatchObject({
      speakerName: null,
      speakerRole: "senior Chinese official",
      side: "PRC",
    });
  });

  test("a role ends where its sentence begins", () => {
    expect(
      readStatements("Talks with Blinken\n\nSenator Bo Tan said talks were useful.")[0]?.speakerRole,
    ).toBe("Senator");
  });

  test.each([
    ["A spokesman for the embassy in Washington said talks were useful.", "other"],
    ["A spokesman for the Chinese embassy in Washington said talks were useful.", "PRC"],
  ])("where they are posted is not whose voice they are: %s", (text, side) => {
    expect(readStatements(text)[0]?.side).toBe(side);
  });
});

test("one who passes on another's words is the speaker, and the other is noted", () => {
  const text = "Antony Blinken said Xi Jinping had told the delegation that talks would go on.";
  const quotes = readStatements(text);
  expect(quotes).toMatchObject([{ speakerName: "Antony Blinken", passesOn: "Xi Jinping" }]);
});

test("who repeats their own words passes on nobody's", () => {
  expect(
    readStatements("Antony Blinken said he had told the delegation that talks would go on.")[0]?.passesOn,
  ).toBeNull();
});

test("he who says it is not the one described", () => {
  const text =
    "President Joe Biden spoke on Monday. He praised Mr Antony Blinken, who he said “did very well”.";
  expect(readStatements(text)).toMatchObject([{ speakerName: "Joe Biden" }]);
});

test("rules tell what fired", () => {
  expect(readStatements("Mr Li said that talks had failed.")[0]?.rules).toEqual([
    "that-clause",
    "say verb",
    expect.stringContaining("speaker:"),
  ]);
});
