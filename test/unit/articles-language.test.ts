import { expect, test } from "vitest";
import { detectLanguage } from "../../src/articles/language.ts";

test.each([
  ["en", "The two sides said that talks on trade will be held in the autumn, and that it was a good start."],
  [
    "de",
    "Die Gespräche der beiden Länder über den Handel werden im Herbst mit einem Treffen in Genf fortgesetzt.",
  ],
  [
    "fr",
    "Les deux pays ont décidé que les discussions sur le commerce seront reprises dans une ville d'Europe.",
  ],
  [
    "es",
    "Los dos países dijeron que las conversaciones sobre el comercio se reanudarán en una ciudad de Europa.",
  ],
  [
    "id",
    "Kedua negara mengatakan bahwa pembicaraan itu akan dilanjutkan pada musim gugur dan tidak ada yang berubah dengan ini.",
  ],
  ["zh", "外交部发言人说，中美双方将就经贸问题继续对话。The US side agreed."],
  ["ja", "両国は秋に貿易をめぐる協議を再開することで合意したと発表した。"],
  ["ko", "두 나라는 가을에 무역 협상을 재개하기로 합의했다고 밝혔다."],
  ["ru", "Стороны договорились продолжить переговоры о торговле осенью."],
  ["ar", "اتفق الجانبان على استئناف المحادثات التجارية في الخريف."],
])("%s: %s", (language, text) => {
  expect(detectLanguage(text)).toBe(language);
});

test.each(["", "Biden", "123 456 789", "US-China: Xi, Biden"])("%j is too little to tell", (text) => {
  expect(detectLanguage(text)).toBeNull();
});

test("an English text that quotes Chinese stays English", () => {
  const text =
    "The ministry said that the principle of 相互尊重 is the basis of all talks with the other side.";
  expect(detectLanguage(text)).toBe("en");
});
