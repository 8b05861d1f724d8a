import { wordSet } from "./word-set.ts";

/**
 * Words that are no names though a capital opens them: at the start of a sentence, in a headline, or by custom
 * (days and months). Lower case.
 */
export const COMMON_WORDS = wordSet(`
  a about above according across act acting action actions activists actually add added adding additional additionally
  administration advisers affairs after afternoon again against age agencies ago agreement ahead aid aim aims air
  alarm alert all allegations alleged allegedly allies allow almost alone along already also alternative although always
  am amid among an analysis analysts ancient and and/or angry announcement annual another answer answering any anybody
  anyone anything anyway apart apparently appearing arrest arrested arrests art article artists as aside ask asked asking
  asian asset assets assistant at attack attacks attempts attention attorney attorneys auction audience author authorities
  average avoid away baby back background bad balance ballots ban bank bankers banks bans based basic battle be bear
  beautiful because become becoming been before began beginning begins behind being believe below beneath benefits
  besides best bet better between beyond big bigger biggest bill bills billion billions birthday bit black blame blast
  block blood blue board boards bodies body bomb bond bonds book books boost border born both bottom boy boys brace
  branch brand brave break breaking breath brick bridge brief briefing briefly bring bringing brings broad broadly
  brown budget build building buildings built burn business businesses busy but buy buyers buying by cabinet call called
  calling calls came campaign campaigns can cancel cannot capital car care careful cars case cases cash cast caught
  cause caution ceasefire central certain certainly chain chair chairman challenge chance change changes charge charges
  check chief child children choice choose church cities citizens city civil claim claims class clean clear clearly
  click climate close closed closing club coach coaches coal coalition coast coffee cold collect collective college color
  come comes coming comment comments commerce commercial commercials commission committee common communist community
  companies company compare compared competition complete concern concerned concerns conference confirmed congress
  consider considering construction consumer consumers contact content continue contrary control conversation cool
  cooperation copy copyright core corporate correction corrections cost costs could council count counter countries
  country countless county couple coupled court courts cover coverage create creating credit credits crime crimes
  criminal crisis critical critically critics crowd crowds crude culture currency current currently customers cut cuts
  cyber daily damage dangerous data date daughter day days dead deadly deal deals dear death deaths debate debt decades
  december decision decisions deep deeply defence defending defense deficit delay delays demand demands democracy
  democratic democrats demonstrators department depending deputy described desperate despite details did diet different
  difficult diplomacy diplomat diplomatic diplomats direct directed director directors dirty disaster discover disgusting
  divided do doctor doctors documents does dog dogs doing dollar dollars domestic don't donors door double doubt down
  dozens drama dramatic dream dressed drink drive driven driver drivers driving drone drop drug drugs due during duty
  each earlier early earnings earth easy eat economic economically economics economists economy editor editorial editors
  education effective effectively effort efforts eight eighteen eighty either election elections electric electricity
  elevated eleven eligible else elsewhere email embassy emergency emerging employees employers employment empty end ended
  ending ends enemy energy english enjoy enough ensuring enter entering entire environment environmental equally equity
  especially essentially estate estimated estimates even evening events eventually ever every everybody everyone
  everything everywhere evidence exactly example examples except excluding executives exercise existing exit expect
  expected expecting experts explain explore exports express extra extreme eye eyes face faced faces facing fact facts
  failing failure fair faith fake fall falling families family famous fans far farmers fashion fast faster father fault
  fear fearing fears features february federal feel feeling fewer field fifteen fifth fifty fight fighter fighting figures
  file filed fill film films final finally finance financial find finding finds fine fire firefighters firms first
  firstly fiscal fit five fix flags flights flip floods fly focus folk follow followed following food foot football for
  force forced forces forecasts foreign forget former formerly fortunately forty forward found four fourteen fourth free
  freedom frequently fresh friday fridays friend friends from front fuel full fully fun fund funding funds funny further
  furthermore future gains game games gas gather gave gay gender general generally get gets getting giant girl girls give
  given gives giving global globally go goal god gods goes going gold gone good goods got government governments governor
  governors grab great greater green gross ground group groups growing growth guess guests guidelines guns guy guys had
  hair half halfway hand hands happily happy hard hardly has hate have having he head heading headlines health hear
  heart heavy hell hello help helping hence her here hers herself hey hi hidden high higher highest highly highway
  himself his historic historical historically history hit hold holding holiday holidays home homes honestly hope
  hopefully horror hospital hospitals host hostilities hot hotel hour hours house households houses housing how however
  huge human humanity humans hundreds husband i ice idea ideas identity if ignore illegal imagine immediate immediately
  immigrants immigration imports important impossible improve in incidentally include included including income indeed
  independence independent indigenous individual individuals industrial industry infections inflation information
  initial initially inside instead intelligence interest interesting interestingly internal international internet
  interviewed into investigation investigations investigators investment investments investor investors is island issues
  it its itself jail january jobs join joining joint journalists judge judges july june just justice keep keeping key
  kids kill killed killing king know knowing known knows labor labour lack land language large largely larger last late
  later latest laughing launched law lawmakers laws lawyers lead leader leaders leading league learn learning least
  leave leaving left legal legally legislation legislators less lessons let let's letter letters level liberal lies life
  light like likewise limited line link liquidity list listen literally little live lives living loans local located lone
  long longer look looking looks lord lose loss losses lost lots love low lower luckily lunch magic mail main mainly major
  majority make makes making male man managers managing mandatory many march margin marine mark market markets mass
  massive matches maybe mayor me meals mean means meanwhile measures media medical meet meeting meetings member members
  memory men mental mention message messages met middle midnight might migrants military million millions mind mine
  minister ministers ministry minor minority minutes mission missing mixed mobile modern moments monday mondays money
  month monthly months moral more moreover morning mortgage most mostly mother motion mountain move moves moving much
  murder music must my myself mystery name named names narrow nation national nationally nationwide nations natural
  naturally nature near nearby nearly need needless needs negotiations negotiators neither net network never nevertheless
  new newly news next nice night nights nine nineteen ninety no nobody none nonetheless noon nor normal normally north
  not note notably nothing notice noting november now nowadays nowhere nuclear number numbers numerous nurses obviously
  october odd odds of off offer offers office officer officers official officially officials often oh oil okay old older
  on once one ones ongoing online only open opened opening opinion opponents opposition options or order orders ordinary
  organizations organizers original originally other others otherwise our ours out outcome output outside over overall
  overcoming overnight overseas own owners page paid pain panic paper papers parents park part participants particularly
  parties partly partners parts party pass passed past path patience patients pay payment payments peace pending pension
  people per perfect perhaps period permanent person personal personally phone photo photograph photographs photos
  physical pick picture pictures pilots place places plainly plan planes planned planning plans plants play played player
  players playing plays please plenty plus point pointing points police policies policy political politically politicians
  politics poll polls poor pope popular population ports position positive possible possibly post posted posts potential
  potentially poverty power powerful practically practice prayers precisely predictably premier presented president
  presidential presidents press pressed pressure presumably pretty prevention previous previously price prices pride
  primarily primary prime princess prior prison prisoners private privately pro probably problem problems proceeds process
  producers production products professional professor profit profits program progress promises property proposals
  proposed prosecutors protect protection protest protesters protests proud proven public published publishers purchase
  purchases push put putting quarter queen question questioned questions quick quickly quiet quite quote quotes race
  racism rail rain raising rally rallies range rare rarely rate rates rather read readers reading ready real reality
  really reason reasons recalling recent recently record records recovery red reduced references reflecting refugees
  regarding regardless region regional registration regular regulations regulators relations relationship relative
  relatives religion religious remarkably remember remembering remote repeat repeatedly report reported reportedly
  reporter reporters reporting reports representatives republic republican republicans request rescue rescuers research
  researchers residential residents resources respect respondents response responses responding rest restaurants results
  retail retailers retired return returning returns revenue revenues review revolution rice rich right rights rising risk
  risks river road roads rock role roles room rooms roughly round royal rules rumors run running russians safe safety sales
  same sanctions saturday saturdays save saving say saying says scenes schools school science scientists scores screen sea
  search season seats second secondly secret secretary section securities security see seeing seemingly seems seen self
  sell sellers senate senator senators send senior sent separate separately september series serious seriously service
  services set setting settlement seven seventeen seventh seventy several severe sex sexual shame share shared
  shareholders shares sharing sharp sharply she ship ships shit shop shoppers shops short shortly shot should show showing
  shown shows side sign signs silence silver similar similarly simple simply since single sir sister sit sitting six
  sixteen sixth sixty slightly slow slowly small smaller smart smoke so social society soft soldiers sole some somebody
  somehow someone something sometimes somewhat somewhere son soon sorry sort sound sounds source sources south space
  speak speaker speakers speaking special specifically speculation speech spending spokesman spokesperson spokeswoman
  spot spring staff stakes standing star starbucks stars start started starting starts state stated statements states
  station status stay staying steel steps stick still stimulus stock stocks stop stopping stories story strange street
  streets strength strike strikes strong students studies study style subscribe success successful such sudden suddenly
  suffice sugar suicide summer sun sunday sundays supplies supply support supporters suppose supposedly sure surely
  surprise surprisingly surveillance survey surveys suspect suspects sustained sweet swing system table take taken takes
  taking talk talking talks target tariffs tax taxes taxpayers teachers team teams tech technical technically technologies
  technology teenagers tell telling ten tens tensions term terms terrible terror terrorism terrorists test testing tests
  than thank thankfully thanks that that's the theatre their theirs them themselves then there thereafter therefore these
  they thing things think thinking third thirteen thirty this those though thought thousands threat threats three through
  throughout throwing thursday thursdays thus ticket tickets tight time timeline times tip tips title to tobacco today
  together tomorrow tonight too took top total totally touch tough toward towards town track trade traders trading
  tradition traditional traditionally traffic tragically training trains transactions transfer transport travel travelers
  traveling treasury treat treatment trees trial tried trillions troops trouble troubled true truly trust truth try trying
  tuesday tuesdays turn turning turnout turns twelve twenty twice two type typically ultimately unable unbelievable under
  undeterred unemployment unfortunately unhappy unions unique united universities university unless unlike unlikely
  unsurprisingly until up update updated updates upon upper urban urgent us use used users using usually vaccine vaccines
  valid value values various vehicles verified very via victims victory video videos view viewed viewers views village
  violence virtual virtually virus visa visit visiting visitors vital voice voices volunteers vote voter voters votes
  voting wages wait waiting wake walk walking wall wanted wants war warm warned warning warnings was washington watch
  watching water ways we weak wealth wealthy wear weather web website wednesday wednesdays week weekend weekly weeks
  welcome well went were west western what what's whatever when whenever where whereas wherever whether which while white
  who whoever whole whom whose why widely wider wife wild will win wind wine winners winning winter wishes with within
  without witness witnesses woman women won wonder wonderful word words work workers working works world worldwide worried
  worries worse worst would wow write writers writing written wrong yeah year years yep yes yesterday yet you young your
  yours youth zero april august may christmas easter thanksgiving ramadan hanukkah halloween god bible quran internet
  covid coronavirus pandemic caption toggle enlarge image advertisement related reuters/file handout courtesy
  bush cook stone burns cotton wood gates mills waters fields hill bass shah pope singer became went took got made said
  honor arm fortune wired slate
  adds says highlights latest researchers lawmakers leaders voters investors lawyers
  editing reporting writing additional compiled contributed produced illustration graphic infographic
`);

/** Words that stand in no name at its beginning, however they are printed. Lower case. */
export const FUNCTION_WORDS = wordSet(`
  a about above according across after again against all almost along already also although always amid among an and
  another any anyone are as asked at away be because been before being below between both but by can could despite did
  do does don't down during each either even ever every everyone few for former formerly from get got had has have he
  her here hers him his how however i if in including inside instead into is it it's its just last later let let's like
  many may maybe me meanwhile might more moreover most much must my neither no nobody none nor not nothing now of off
  often on once one only or other others our out over own per perhaps please rather reporting editing additional writing
  said say says she should since so some somebody someone something soon still such than that that's the their them then
  there therefore these they this those though through throughout thus to together too toward towards under unless until
  up upon us very was we well were what what's when where whereas whether which while who whom whose why will with within
  without would yes yet you your
  i'm i'll i've i'd we're we'll we've you're you'll they're they've he's she's didn't doesn't isn't aren't
  wasn't weren't won't wouldn't can't couldn't shouldn't there's here's who's
`);

/** Endings that only ordinary words have; lower case. */
const ORDINARY_ENDING =
  /(?:ing|[^aem]ed|ly|tion|tions|ment|ments|ness|ities|ical|ized|ised|less|ful|ward|wards|wise|isms?)$/u;
/** Names that end as ordinary words do. */
const NAMES_LIKE_WORDS = wordSet(`
  kimberly beverly connolly donnelly kennelly o'reilly reilly emily italy waverly sicily khaled rashed
  beijing nanjing jining liaoning xining chongqing kunming boeing spalding fielding manning browning harding golding
  fleming cumming downing keating banning sterling stirling pershing goering gehring rowling harkless
  rogers myers powers sanders flowers sayers bowers withers chambers summers winters waters walters peters meyers
  ayers byers anders somers landers alfred wilfred winfred jarred
  piers travers danvers vickers yonkers rodgers childers saunders
`);

/** Is a capitalised word that opens a sentence more likely an ordinary word than a name? Lower case. */
export const isCommonWord = (lower: string): boolean =>
  COMMON_WORDS.has(lower) ||
  (lower.length > 5 && ORDINARY_ENDING.test(lower) && !NAMES_LIKE_WORDS.has(lower));

/** What ends with these is an event, a law, a prize: no person, organisation or place. */
export const OTHER_ENDS = wordSet(`
  Accord Accords Act Agreement Amendment Award Awards Bill Championship Championships Classic Convention Cup Day Derby
  Dialogue Doctrine Festival Fair Grant Index Invitational Law Marathon Medal Open Plan Prix Prize Protocol Series Show
  Summit Tour Treaty Trophy War Wars Week Bowl Games Conference Game Championship Expo Pact Code Rule Strategy
`);

/** Capitals that are neither a person, nor an organisation, nor a place. */
export const OTHER_CAPITALS = wordSet(`
  AI AIDS AM ASAP BBQ CEO CEOs CFO CIO COO COVID CPI CTO DC DNA DVD EDT EPS EST ESG ET ETF EUV EV EVs FAQ FDI FM GDP GMT
  GPS GPU HIV HIV/AIDS HR ICBM ICBMs ID II III IP IPO IPOs IQ IT IV IVF JCPOA KO LED LGBT LGBTQ LNG MBA MD MOU MP MPs MVP
  NDA NFT NGO NGOs OK OPINION PC PCR PM PMI POTUS PPE PPI PR PDT PST PTSD QA QE RNA RSVP SARS SMS SUV SUVs TB TD TTP TV
  TVs UAV UFO UFOs UTC UV VAT VIP VP VPN VR WMD WTI XXL BREAKING EXCLUSIVE UPDATE FILE PHOTO WATCH READ MORE LIVE NEWS
  A B C D E F G H I J K L M N O P Q R S T U V W X Y Z THE AND FOR NOT YOU ALL NEW Jr Sr Ph PhD Esq
`);

/** Adjectives and group names that are "other": neither a person nor a place nor an organisation. */
export const OTHER_NAMES = wordSet(`
  African Africans Anglo Arab Arabic Arabs Asian Asians Balkan Baltic Bolshevik Brexit Buddhist Buddhists Byzantine
  Catholic Catholics Caucasian Christian Christians Christianity Cold Communism Communist Communists Confucian
  Conservatives Cossack Democrat Democratic Democrats English Englishman Eurasian European Europeans Evangelical
  Hanukkah Hindu Hindus Hispanic Hispanics Islam Islamic Islamist Islamists Jew Jewish Jews Judaism Kurd Kurdish Kurds
  Latin Latino Latinos Latina Leninist Lutheran Maoist Marxism Marxist Marxist-Leninist Methodist Mormon Mormons Muslim
  Muslims Nazi Nazis Nordic Orthodox Pashtun Persian Presbyterian Protestant Protestants Rohingya Republican Republicans
  Sanskrit Scot Scots Scottish Shia Shiite Shiites Sikh Sikhs Slavic Sunni Sunnis Tamil Tamils Tibetan Tibetans Tory
  Tories Turkic Uighur Uighurs Uyghur Uyghurs Victorian Welsh Welshman Western Westerner Westerners Yiddish Zionist
  Cantonese Mandarin Trumpism Brexiteer Brexiteers Covid COVID Covid-19 COVID-19 Olympic Olympics Paralympics Sputnik
  Twitter Instagram Facebook YouTube TikTok WhatsApp WeChat Weibo Snapchat Reddit Telegram Bitcoin Ebola Zika Pulitzer
  Nobel Oscar Oscars Grammy Grammys Emmy Emmys Bafta Christmas Easter Thanksgiving Ramadan Diwali Nasdaq Dow Nikkei
  Sensex Nifty Hang Seng FTSE Brent Medicare Medicaid Obamacare Internet Monday Tuesday Wednesday Thursday Friday
  Saturday Sunday January February March April May June July August September October November December Jan Feb Mar Apr
  Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri Sat Sun
`);
