/** Twenty happenings that nobody would take for one another, each told in three sentences of our own. */
export const HAPPENINGS: readonly (readonly [title: string, text: string])[] = [
  [
    "US and China resume military hotline",
    "The United States and China reopened their military hotline on Monday. US Defense Secretary Lloyd Austin called it overdue. China's defence ministry said the line would be staffed around the clock.",
  ],
  [
    "Beijing lifts tariffs on American soybeans",
    "China's commerce ministry lifted tariffs on soybeans from the United States. US farm groups said that exports to China would double. The White House called it a first step on trade.",
  ],
  [
    "Washington widens chip export controls on China",
    "The US Commerce Department widened export controls on advanced chips bound for China. Beijing said it firmly opposes the step. Chip makers in both countries warned of losses.",
  ],
  [
    "China and US agree to curb fentanyl precursors",
    "Chinese and US officials agreed to curb fentanyl precursor chemicals. A joint group will meet every month. The US drug agency said that shipments from China had already fallen.",
  ],
  [
    "US sails destroyer through Taiwan Strait",
    "A US Navy destroyer sailed through the Taiwan Strait on Tuesday. The People's Liberation Army said it followed the ship. Washington said that the passage was routine.",
  ],
  [
    "China sanctions two US arms makers",
    "China put sanctions on two US arms makers over sales to Taiwan. Foreign ministry spokeswoman Mao Ning said they had harmed China's sovereignty. The State Department protested.",
  ],
  [
    "Yellen to visit Beijing in July for talks with China",
    "US Treasury Secretary Janet Yellen will visit Beijing in July. She wants steady economic ties with China. Chinese officials said that she was welcome.",
  ],
  [
    "US universities reopen exchanges with China",
    "Forty US universities will send students to China again. The Chinese education ministry promised quick visas. American diplomats said that exchanges keep relations from falling apart.",
  ],
  [
    "China detains US consultant on spying charge",
    "China detained a US consultant on a charge of espionage. The US embassy in Beijing asked to see him. Chinese state security said that he had sold secrets.",
  ],
  [
    "US shoots at Chinese balloon claims again",
    "A US general said that the Chinese balloon had carried cameras. Beijing said again that it was a weather balloon blown off course. The Pentagon published pictures of the wreck.",
  ],
  [
    "Kerry and Xie plan climate talks",
    "US climate envoy John Kerry and China's Xie Zhenhua will hold climate talks. They want to cut methane together. China and the United States emit the most.",
  ],
  [
    "US Congress committee visits Hong Kong traders",
    "Members of the US House committee on China met traders from Hong Kong. They spoke of sanctions on officials. Beijing's office in Hong Kong called it meddling.",
  ],
  [
    "China bans Micron from key networks",
    "China banned US chip maker Micron from key networks. Its cyberspace office named security risks. Washington called the ban baseless.",
  ],
  [
    "Philippines opens bases to US near South China Sea",
    "The Philippines opened four more bases to US troops near the South China Sea. China said that this stokes tension. US officials said that the bases help in disasters.",
  ],
  [
    "US and China discuss artificial intelligence risks",
    "US and Chinese experts discussed the risks of artificial intelligence in Geneva. Both sides spoke of nuclear command. A second round is planned.",
  ],
  [
    "US and China restore direct flights",
    "The United States and China will restore forty direct flights a week. US and Chinese officials signed the agreement in Washington. Beijing said that relations need more travellers.",
  ],
  [
    "US bans Xinjiang cotton, China protests",
    "The United States banned cotton from Xinjiang, and China protested. The US government spoke of forced labour of Uyghurs. The Chinese foreign ministry called the US ban a lie and promised to answer.",
  ],
  [
    "China limits gallium exports ahead of US talks",
    "China will limit exports of gallium and germanium. US makers of radar depend on the metals. Analysts in Washington read it as an answer to US chip rules.",
  ],
  [
    "US and China fight over nuclear arms talks",
    "The United States asked China for nuclear arms talks. China said that its arsenal was far smaller than the US one. US officials expect China to have a thousand warheads by 2030.",
  ],
  [
    "American and Chinese envoys meet on North Korea",
    "US and Chinese envoys met on North Korea's missile tests. Washington wants Beijing to press Pyongyang. China said that the United States should lift sanctions first.",
  ],
];
