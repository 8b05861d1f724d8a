/** How one outlet tells of an event. */
export type Telling = readonly [title: string, text: string];

/**
 * Twenty events of one day of this field, none of them another's, each told by two outlets in their own words. All
 * of them share actors and subjects with others: three are of tariffs, three of chips, three of ships and aircraft.
 */
export const ONE_DAY: readonly (readonly [Telling, Telling])[] = [
  [
    [
      "China raises tariffs on US pork and beef to 25%",
      "China will raise tariffs on American pork and beef to 25 percent from Friday, its finance ministry said, answering duties that Washington put on Chinese steel last month.",
    ],
    [
      "Beijing hits American meat with 25% duties",
      "Pork and beef from the United States will face Chinese duties of 25 percent from Friday, the finance ministry in Beijing announced on Tuesday.",
    ],
  ],
  [
    [
      "US exempts Chinese solar panels from tariffs for a year",
      "The Biden administration on Tuesday exempted solar panels made in China from tariffs for twelve months, a relief for American installers who had run out of stock.",
    ],
    [
      "Washington waives duties on solar panels from China",
      "Solar installers won a year's reprieve on Tuesday when the US trade representative waived tariffs on Chinese panels.",
    ],
  ],
  [
    [
      "Trade court strikes down US tariffs on Chinese furniture",
      "A federal trade court in New York ruled on Tuesday that tariffs on Chinese furniture were unlawful because importers had been given no hearing.",
    ],
    [
      "Judges void duties on furniture from China",
      "US duties on furniture made in China were voided on Tuesday by the Court of International Trade, which said that importers had not been heard.",
    ],
  ],
  [
    [
      "Commerce Department bars Nvidia's new chip from China",
      "The US Commerce Department told Nvidia on Tuesday that its latest artificial intelligence chip may not be sold to China, the company said in a filing.",
    ],
    [
      "Nvidia says US blocks sales of its newest AI chip to China",
      "Nvidia disclosed on Tuesday that American officials had forbidden it to ship its newest AI processor to Chinese customers.",
    ],
  ],
  [
    [
      "Dutch government joins US in limiting chip machines for China",
      "The Netherlands will limit exports of ASML's lithography machines to China, its trade minister told parliament in The Hague, bringing Dutch rules in line with those of the United States.",
    ],
    [
      "ASML faces Dutch export limits on China, in step with US",
      "Exports of ASML lithography tools to China will need a licence, the Dutch trade minister said on Tuesday after months of American pressure.",
    ],
  ],
  [
    [
      "Chinese regulators open antitrust case against Qualcomm",
      "China's market regulator opened an antitrust investigation into Qualcomm on Tuesday over the US chip maker's purchase of an Israeli company.",
    ],
    [
      "Qualcomm investigated in China over Israeli deal",
      "The State Administration for Market Regulation is investigating whether Qualcomm of San Diego broke China's antitrust law when it bought an Israeli chip designer.",
    ],
  ],
  [
    [
      "US destroyer sails near Paracel Islands, China says it drove ship off",
      "The guided-missile destroyer USS Milius sailed near the Paracel Islands on Tuesday. The Chinese military said that it had driven the ship away; the US Navy's Seventh Fleet denied that.",
    ],
    [
      "US Navy denies that China expelled warship near Paracels",
      "China's Southern Theatre Command said that it had expelled the USS Milius from waters around the Paracel Islands. The Seventh Fleet called that false.",
    ],
  ],
  [
    [
      "Chinese fighter comes within ten metres of US bomber",
      "A Chinese J-11 fighter flew within ten metres of an American B-52 bomber at night over the South China Sea, the Pentagon's Indo-Pacific Command said, and released a video.",
    ],
    [
      "Pentagon releases video of Chinese jet's close pass at B-52",
      "The US Indo-Pacific Command accused the pilot of a Chinese J-11 of nearly hitting a B-52 in the dark over the South China Sea.",
    ],
  ],
  [
    [
      "China sends 45 warplanes around Taiwan",
      "Taiwan's defence ministry counted 45 Chinese warplanes around the island on Tuesday, the most this year, 30 of which crossed the median line of the strait.",
    ],
    [
      "Taiwan reports most Chinese aircraft of the year near island",
      "Forty-five Chinese military aircraft flew near Taiwan in a day, the ministry in Taipei said on Tuesday; thirty crossed the median line.",
    ],
  ],
  [
    [
      "State Department approves $500 million radar sale to Taiwan",
      "The US State Department approved the sale of infrared search systems for F-16 fighters to Taiwan for half a billion dollars, and notified Congress.",
    ],
    [
      "US to sell Taiwan $500 million of gear for its F-16s",
      "Congress was notified on Tuesday of a 500 million dollar sale of infrared sensors for Taiwan's F-16 fighters.",
    ],
  ],
  [
    [
      "Two sailors of US Navy charged with passing secrets to China",
      "Two US Navy sailors in California were charged on Tuesday with giving a Chinese officer blueprints of ships and details of exercises in return for money.",
    ],
    [
      "US sailors arrested in California, accused of spying for China",
      "Prosecutors in San Diego said that two sailors had sold ship manuals to a Chinese intelligence officer.",
    ],
  ],
  [
    [
      "Microsoft says Chinese hackers read e-mail of US officials",
      "Hackers from China broke into e-mail accounts at some 25 organisations, the State Department among them, Microsoft said late on Tuesday.",
    ],
    [
      "Chinese hackers breached US government mailboxes, Microsoft reports",
      "Microsoft disclosed that a group based in China had entered mailboxes of about 25 organisations, including American government agencies.",
    ],
  ],
  [
    [
      "US sanctions Chinese chemical firms over fentanyl",
      "The Treasury put sanctions on eight chemical companies in Wuhan that it said ship fentanyl precursors to Mexican cartels.",
    ],
    [
      "Treasury blacklists Wuhan companies accused of supplying fentanyl makers",
      "Eight companies in Wuhan were placed under US sanctions on Tuesday for selling precursors of fentanyl to cartels in Mexico.",
    ],
  ],
  [
    [
      "Kissinger received by Xi Jinping in Beijing at the age of 100",
      "Xi Jinping received Henry Kissinger in the Diaoyutai guest house on Tuesday and called the centenarian an old friend of the Chinese people.",
    ],
    [
      "Xi welcomes old friend Kissinger at Diaoyutai",
      "Henry Kissinger, who turned 100 in May, met President Xi Jinping at Diaoyutai in Beijing on Tuesday.",
    ],
  ],
  [
    [
      "Kerry and Xie reopen climate talks with pledge on methane",
      "John Kerry and Xie Zhenhua opened three days of climate talks in Beijing, the first in a year, and promised a plan to cut methane.",
    ],
    [
      "Climate envoys of US and China meet after a year's silence",
      "The climate envoys John Kerry and Xie Zhenhua sat down in Beijing on Tuesday with methane and coal at the head of the list.",
    ],
  ],
  [
    [
      "China frees American pastor after 17 years in prison",
      "David Lin, an American pastor imprisoned in China since 2006, has been released and is on his way to Texas, the State Department said.",
    ],
    [
      "US pastor David Lin flies home from Chinese prison",
      "After 17 years in a Chinese prison the pastor David Lin has been freed, American diplomats confirmed on Tuesday.",
    ],
  ],
  [
    [
      "Congress panel demands names of US funds invested in Chinese army suppliers",
      "The House select committee on China gave five venture capital funds two weeks to list their stakes in suppliers of the People's Liberation Army.",
    ],
    [
      "House committee asks venture funds about stakes in PLA suppliers",
      "Five American venture capital firms have been told by the House select committee on the Chinese Communist Party to disclose what they own of military suppliers.",
    ],
  ],
  [
    [
      "TikTok sues Montana over ban",
      "TikTok, owned by ByteDance of Beijing, sued the state of Montana on Tuesday to stop a ban of the app that it calls a breach of free speech.",
    ],
    [
      "Montana taken to court by TikTok over app ban",
      "The first state to ban TikTok was sued by the app's owner on Tuesday in a federal court in Missoula.",
    ],
  ],
  [
    [
      "US customs holds Chinese garlic shipment linked to forced labour in Xinjiang",
      "US Customs and Border Protection detained twelve containers of tomato paste and garlic from Xinjiang at the port of Newark under the forced labour law.",
    ],
    [
      "Containers from Xinjiang seized at Newark under forced labour law",
      "Twelve containers of food from Xinjiang were detained by customs officers in Newark on suspicion of forced labour.",
    ],
  ],
  [
    [
      "Chinese and US coast guards to meet in Honolulu over fishing",
      "Officers of the two coast guards will meet in Honolulu this week to talk about illegal fishing in the North Pacific, the first such meeting since 2021.",
    ],
    [
      "Coast guards of China and US plan Honolulu talks on illegal fishing",
      "Illegal fishing in the North Pacific brings the American and Chinese coast guards to one table in Honolulu, for the first time in two years.",
    ],
  ],
];
