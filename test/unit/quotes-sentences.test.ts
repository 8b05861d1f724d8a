import { describe, expect, test } from "vitest";
import { readStatements, shownStatements } from "../support/shown-statements.ts";

// Longer sentences, as news writes them: subjects far from their verbs, descriptions with verbs of their own.

describe("a clause is whole before it ends", () => {
  test.each([
    [
      "Mr Li said the talks, which were put off in March, would go on.",
      "Mr Li <said> the talks, which were put off in March, would go on",
    ],
    [
      "Mr Li said the deal - the first in years - was close.",
      "Mr Li <said> the deal - the first in years - was close",
    ],
    [
      "Mr Li said that Ms Gao, who leads the team, would fly home.",
      "Mr Li <said> that Ms Gao, who leads the team, would fly home",
    ],
    [
      "Mr Li said that in the same spirit, both governments should talk.",
      "Mr Li <said> that in the same spirit, both governments should talk",
    ],
    [
      "Mr Li said while the talks go on, China would not retaliate.",
      "Mr Li <said> while the talks go on, China would not retaliate",
    ],
    [
      "Mr Li said that while the talks go on, China would not retaliate.",
      "Mr Li <said> that while the talks go on, China would not retaliate",
    ],
    ["The ministry called for the two men to be freed.", "The ministry <called for> the two men to be freed"],
    [
      "He called on both sides to honour the terms they had agreed in May.",
      "He <called on> both sides to honour the terms they had agreed in May",
    ],
    ["Asked whether the ports were open, Mr Li said that they were.", "Mr Li <said> that they were"],
  ])("%s", (text, expected) => {
    expect(shownStatements(text)).toContain(expected);
  });

  test("a question put to someone ends where the answer's speaker is named", () => {
    expect(shownStatements("Asked whether the ports were open, Mr Li said that they were.")[0]).toBe(
      "– <Asked> whether the ports were open",
    );
  });
});

describe("who says it", () => {
  test.each([
    [
      "An official who was not allowed to discuss the visit said it would be short.",
      "An official who was not allowed to discuss the visit <said> it would be short",
    ],
    [
      "The aide who wrote the letter said he would resign.",
      "The aide who wrote the letter <said> he would resign",
    ],
    [
      "An analyst based in Beijing told us that talks had failed.",
      "An analyst based in Beijing <told> that talks had failed",
    ],
    ["The ministry first said that talks had failed.", "The ministry <first said> that talks had failed"],
    ["The meeting closed with both sides vowing to talk again.", "both sides <vowing> to talk again"],
    ["“It is a gift,” state Sen. Jane Doe said.", "state Sen. Jane Doe <said> “It is a gift,”"],
    ["“We are ready,” she said, adding, “We can wait.”", "she <adding> “We can wait.”"],
  ])("%s", (text, expected) => {
    expect(shownStatements(text)).toContain(expected);
  });

  test("others' claims on which someone comments are not theirs", () => {
    expect(
      shownStatements("Commenting on reports that talks had failed, Mr Li said that they went on."),
    ).toEqual(["Mr Li <said> that they went on"]);
  });

  test("a warning that someone rejects is a thing", () => {
    expect(shownStatements("Mr Li dismissed a warning that aides had drafted.")).not.toContainEqual(
      expect.stringContaining("<warning>"),
    );
  });

  test("what one says is theirs, whoever passed it on", () => {
    expect(shownStatements("Qin Gang said ties had soured, according to Xinhua.")).toEqual([
      "Qin Gang <said> ties had soured",
    ]);
  });

  test("which: the body whose name the comma closes", () => {
    const quotes = readStatements(
      "Li Qiang met Janet Yellen, according to Xinhua, which said the two were frank.",
    );
    expect(quotes.at(-1)?.speakerName).toContain("Xinhua");
  });
});

describe("an unnamed speaker goes on", () => {
  test("as he, when nobody else was named since", () => {
    const quotes = readStatements(
      "Antony Blinken left. A diplomat said talks had failed. “We tried,” he said.",
    );
    expect(quotes.map(({ speakerName }) => speakerName)).toEqual([null, null]);
  });

  test("as the expert, though the text names another one", () => {
    const text =
      "Li Wei, an expert, said talks had failed. An anonymous expert told us that all was lost. “Talk is cheap,” the expert said.";
    expect(readStatements(text).at(-1)?.speakerName).toBeNull();
  });

  test("they do not change who he is", () => {
    const text =
      "Antony Blinken said that talks were useful. They agreed to meet again. He added that dates were open.";
    expect(readStatements(text).at(-1)?.speakerName).toBe("Antony Blinken");
  });
});

test("he who invites goes on, not the one who is invited", () => {
  const text =
    "The Secretary of State said that talks were useful. The Secretary invited Foreign Minister Qin Gang. He added that dates were open.";
  expect(readStatements(text).at(-1)?.speakerName).toBe("Antony Blinken");
});

describe("nouns as cues", () => {
  test.each([
    [
      "Talks go on despite warnings from the ministry that tariffs may rise.",
      "the ministry <warnings> that tariffs may rise",
    ],
    ["Beijing's pledge to buy more soybeans has not been kept.", "Beijing's <pledge> to buy more soybeans"],
    [
      "After the talks, Xi renewed calls for both armies to pull back.",
      "Xi <calls for> both armies to pull back",
    ],
    [
      "The ministry issued a statement saying that tariffs would rise.",
      "The ministry <saying> that tariffs would rise",
    ],
    [
      "Mr Li expressed confidence that talks would go on.",
      "Mr Li <expressed confidence> that talks would go on",
    ],
  ])("%s", (text, expected) => {
    expect(shownStatements(text)).toContain(expected);
  });
});

describe("transcripts", () => {
  const who = (text: string) =>
    readStatements(text).map(({ speakerName, spans }) => [
      speakerName,
      spans.map((span) => text.slice(...span)).join(" … "),
    ]);

  test("a ministry's questions and answers: what was asked is not stated, what was answered is the answerer's", () => {
    const text =
      "AFP: Officials said that talks had failed. What is your comment?\n\nMao Ning: We have said many times that talks go on.\n\nCCTV: Will they meet?\n\nMao Ning: I have nothing to offer on that.";
    expect(who(text).filter(([name]) => name === "Mao Ning")).toEqual([
      ["Mao Ning", "We have said many times that talks go on"],
      ["Mao Ning", "I have nothing to offer on that"],
    ]);
    expect(who(text).some(([, words]) => words?.includes("Will they meet"))).toBe(false);
  });

  test("a briefing: what is reported within an answer is part of it", () => {
    const text =
      "MR DOE: Good afternoon. I have one thing.\n\nQUESTION: Was it a mistake?\n\nMR DOE: The Secretary said yesterday that it was not.";
    expect(who(text).map(([, words]) => words)).toEqual([
      "Good afternoon. I have one thing",
      "The Secretary said yesterday that it was not",
    ]);
  });
});

describe("side and role", () => {
  test("what one studies is not whose voice one is", () => {
    const text =
      "Bo Tan, an expert on US studies at the Chinese Academy of Sciences, said talks were useful.";
    expect(readStatements(text)[0]?.side).toBe("PRC");
  });

  test("a managing director is one", () => {
    const text = "Bo Tan, managing director of the programme, said talks were useful.";
    expect(readStatements(text)[0]?.speakerRole).toBe("managing director of the programme");
  });
});
