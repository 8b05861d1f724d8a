/**
 * Word lists for relevance. In a phrase, `tariff*` is any word that begins so, a word with a capital letter is
 * matched with its case ("US" the country, not the pronoun), and `a|b` is either word.
 */

/** The state, its government and those who speak for it. */
const US_STATE = `
  US | USA | United States | Washington | White House | Pentagon | State Department | Treasury Department |
  Justice Department | treasury|commerce|defense|defence secretary|chief | secretary of state|defense|commerce|treasury | trade representative |
  national security adviser|advisor | climate envoy | Commerce Department | Defense Department | Department of Defense|State|Commerce|Justice|Treasury |
  DOJ | Oval Office | Capitol Hill | Capitol | Congress | Senate | House Speaker | House committee | House panel |
  House Select Committee | House Republicans|Democrats | lawmakers | Biden | Trump | Obama | Blinken | Pompeo |
  Tillerson | Rubio | Hegseth | Bessent | Greer | Lutnick | Yellen | Mnuchin | Raimondo | Lighthizer | Pelosi |
  Austin | Esper | Mattis | Kamala Harris | Pence | JD Vance | Jake Sullivan | John Bolton | John Kerry |
  Mar a Lago | US Navy | Navy sailors | Air Force | Indo Pacific Command | Seventh Fleet | 7th Fleet | CIA | FBI |
  American officials|diplomat*|ambassador|government|president|warship*|destroyer*|sanctions|tariffs|lawmakers|troops|forces|military|intelligence|export* |
  GOP | Republican* | Democrats | senator* | Sen | Rep | USTR | NSA | Secretary of State|Defense | Schumer | McCarthy |
  Mike Johnson | Camp David | 美国 | 美國 | 华盛顿 | 白宫 | 拜登 | 特朗普 | 布林肯 | 美方`;

/** Of the country, not necessarily of its government. */
const US_LOOSE =
  "America | American | Americans | Silicon Valley | Wall Street | California | Apple | Boeing | Ford";

const PRC_STATE = `
  China | Beijing | PRC | CCP | Xi | Xi Jinping | Communist Party | Chinese government|officials|president|leader*|foreign|premier|military|warship*|jet*|fighter*|navy|ambassador|embassy|consulate|diplomat*|ministry|state|spy|spies|spying|hack*|counterpart*|authorities|goods|imports|companies|entities|firms|balloon|general|defence|defense|intelligence|communist|exports|pilot*|officials|aggression|police|nationals|regime|agent*|vice|commerce|surveillance|chip*|tech*|telecom*|drone*|battery|solar|steel|shipping|electric|EV|made|owned|linked|state|sanctions|tariffs|investment*|students|citizens|national|cranes |
  Wang Yi | Qin Gang | Li Qiang | Li Keqiang | Liu He | He Lifeng | Yang Jiechi | Li Shangfu | Wei Fenghe | Dong Jun |
  Xie Zhenhua | Wang Wentao | Mao Ning | Wang Wenbin | Zhao Lijian | Lin Jian | Hua Chunying | Xie Feng | Cui Tiankai |
  People's Liberation Army | PLA | Zhongnanhai | Xinhua | Global Times | Politburo | Sino | Chinese Communist* |
  中国 | 中國 | 北京 | 习近平 | 習近平 | 王毅 | 中方`;

const PRC_LOOSE = `
  Chinese | Huawei | ZTE | TikTok | ByteDance | WeChat | Xiaomi | SMIC | Alibaba | Tencent | Shanghai | Shenzhen | Wuhan |
  Xinjiang | Uyghur* | Uighur* | Tibet* | Hong Kong | DJI | Hikvision | Confucius Institute*`;

/** Matters between the two that belong to neither name alone. */
const BETWEEN =
  "Taiwan* | Taipei | South China Sea | Taiwan Strait | cross strait | spy balloon* | One China | 台湾";

/** Both countries as one pair. */
const PAIR = `
  US China | China US | US Chinese | Sino US | Sino American | America China | American Chinese | Chinese American relations |
  US and China | China and US | China and the US | US and Chinese | Chinese and US | United States and China | China and the United States |
  Washington and Beijing | Beijing and Washington | Washington Beijing | Biden Xi | Xi Biden | Trump Xi | Xi Trump | Biden and Xi |
  Xi and Biden | Trump and Xi | Xi and Trump | Obama and Xi | Xi and Obama | US China relations | two superpowers |
  world's two biggest|largest | US versus|vs China | China versus|vs US | 中美 | 美中`;

/** What governments do to and with each other. */
const DEALINGS = `
  talks | summit* | relations | relationship | ties | tension* | rivalry | rival* | diplomac* | diplomat* | visit* | trip | meet | meets |
  meeting* | met | counterpart* | envoy* | ambassador* | tariff* | trade war | trade deal | trade talks | trade tensions |
  sanction* | export control* | export curb* | blacklist* | entity list | retaliat* | countermeasure* | warship* |
  destroyer* | hotline* | military to military | intercept* | spy | spies | spying | espionage | balloon* | hack* | cyberattack* |
  consulate* | expel* | extradit* | detain* | visa* | warn* | threat* | accus* | condemn* | rebuk* | lash* | slam* | criticis* | criticiz* | urge* |
  cooperat* | compet* | confront* | conflict | war | cold war | decoupl* | de risk* | ban | bans | banned | bar | bars | curb* | restrict* |
  phone call | call | deal | agreement | pact | dialogue | negotiat* | detente | thaw | guardrails | arms sale* | fentanyl |
  human rights | genocide | crackdown | invasion | defend | deter* | counter | adversar* | aggression | provocat* | one china | charges | charged |
  indict* | exit ban* | diplomatic | row | spat | feud | standoff | clash* | pressure* | blam* | smear* | concern* | oppos* | respond* | pledge* |
  tough* | soft | hawk* | challenge* | policy | 关系 | 制裁 | 关税 | 会谈 | 会晤`;

/** What makes an item about something else, by the kind of item. */
const ASIDE: Readonly<Record<string, string>> = {
  markets: `stocks | stock market* | Wall Street | S&P | S P 500 | Dow | Nasdaq | shares | markets wrap | bear market | bull market | yields | rally | rallies |
    Fed | Federal Reserve | rate cut* | interest rate* | earnings | profit* | job growth | payrolls | GDP | recession | economist | economists | investors |
    slowdown | inflation | valuation | orders | oil prices | consumer* | home appliances`,
  sport:
    "Olympic* | World Cup | champion* | football | soccer | tennis | chess | match | coach | player* | medal* | NBA | swimmer* | athlete*",
  culture:
    "cuisine | restaurant* | dining | film* | movie* | music | novel | fashion | celebrity | museum | recipe* | tadpole* | Lunar New Year | podcast",
  accident:
    "earthquake* | flood* | typhoon | killed | killing* | dies | die | died | stabbing | rampage | fire | blaze | crash | crashes | collapse | wreck | shooting",
  disease:
    "vaccin* | outbreak* | mask* | lockdown* | variant* | hospitali* | infections | death toll | zero covid | coronavirus | covid | pandemic",
  space: "Mars | Moon | lunar | rover | astronauts | space station | satellite",
  roundup:
    "briefing | live updates | live news | markets wrap | year in review | looking back | first week | week in review | podcast | things to know | newsletter | fact check* | letters",
  election:
    "campaign | primary | debate | caucus | midterm* | ballot | voters | impeach* | transition team | poll | polls | nominee | candidates",
};

/** Other countries; an item on one of them and only one of the two is mostly not about both. */
const OTHERS = `
  North Korea* | South Korea* | Pyongyang | Kim Jong Un | Seoul | Japan* | Tokyo | Russia* | Moscow | Putin | Kremlin | Ukrain* | Kyiv | Zelensk* |
  EU | Europe* | Brussels | France | French | Macron | Paris | German* | Berlin | Scholz | Brit* | UK | London | Sunak | Italy | Italian | Spain | Spanish |
  Canad* | Trudeau | Ottawa | Quebec | Australia* | Canberra | Albanese | New Zealand | India* | Delhi | Modi | Pakistan* | Afghan* | Taliban |
  Iran* | Tehran | Israel* | Gaza | Hamas | Palestin* | Saudi* | Syria* | Turkey | Erdogan | Egypt* | Oman* | Iraq* | Yemen* |
  Philippine* | Manila | Marcos | Vietnam* | Hanoi | Indonesia* | Malaysia* | Singapore* | Thai* | Myanmar | Cambodia* | ASEAN | Laos |
  Brazil* | Lula | Argentin* | Milei | Mexic* | Cuba* | Venezuela* | Chile* | Peru* | Honduras | Panama* |
  Africa* | Nigeria* | Kenya* | South Africa* | Ethiopia* | Fiji* | Solomon Islands | Pacific Islands | Lithuania* | Poland | Hungar* | Serbia* | BRICS | NATO | G20 | G7 | Mongolia* | Nepal* | Sri Lanka*`;

export type WordClass =
  | "us-state"
  | "us-loose"
  | "prc-state"
  | "prc-loose"
  | "between"
  | "pair"
  | "dealings"
  | "other"
  | `aside-${string}`;

/** Every phrase with its class. */
export const RELEVANCE_WORDS: readonly (readonly [phrase: string, kind: WordClass])[] = [
  ...listed(US_STATE, "us-state"),
  ...listed(US_LOOSE, "us-loose"),
  ...listed(PRC_STATE, "prc-state"),
  ...listed(PRC_LOOSE, "prc-loose"),
  ...listed(BETWEEN, "between"),
  ...listed(PAIR, "pair"),
  ...listed(DEALINGS, "dealings"),
  ...listed(OTHERS, "other"),
  ...Object.entries(ASIDE).flatMap(([kind, phrases]) => listed(phrases, `aside-${kind}`)),
];

/** Split at the spaced bar only: an unspaced one parts the choices for one word. */
function listed(phrases: string, kind: WordClass): [string, WordClass][] {
  return phrases
    .split(/\s\|(?:\s|$)/)
    .map((phrase) => phrase.trim().replace(/\s+/g, " "))
    .filter(Boolean)
    .map((phrase) => [phrase, kind]);
}
