/**
 * Organisations often in the news that need no record of their own, separated by "|". They only help to tell
 * an organisation from a person or a place.
 */
export const WORLD_ORGANISATIONS = `
3M|Senate|Joint Chiefs|Reuters Breakingviews|Reuters News|Ohio State|Michigan State|Florida State|Oklahoma State|Iowa State|Kansas
State|Arizona State|Oregon State|Mississippi State|Boise State|Utah State|San Diego State|Fresno State|Colorado State|N.C. State|
Georgia State|Texas State|Idaho State|Montana State|Kent State|Ball State|Murray State|Wichita State|Harper's Bazaar|Harper's|Victoria's Secret|Wendy's|Kohl's|Levi's|Sainsbury's|Morrisons|Kellogg's|Reader's Digest|ABC|ABC News|ABN Amro|ACLU|AIG|AMC|AOL|AT&T|Accenture|Activision|Activision Blizzard|Adidas|Adobe|Aetna|Air Canada|
Air China|Air France|Air France-KLM|Air India|Airbnb|Airbus|Al Jazeera|Al Qaeda|Al-Qaeda|al Qaeda|al-Qaeda|al-Shabaab|
Al Shabaab|Albertsons|Alcoa|Aldi|Allianz|Alstom|American Airlines|American Express|AmerisourceBergen|Amgen|
Amnesty|Anheuser-Busch|Anthem|ArcelorMittal|Arm|Asda|Asiana Airlines|AstraZeneca|Aston Martin|Astra|Audi|Avis|Aviva|
Axel Springer|BAE Systems|BASF|BBVA|BHP|BMW|BNP Paribas|BP|Banco Santander|Santander|Bank of America|Bank of England|
Bank of Japan|Bank of Canada|Bank of China|Barclays|Barnes & Noble|Bayer|Bear Stearns|Bentley|Berkshire Hathaway|
Best Buy|BioNTech|BlackBerry|Blackstone|Blue Origin|Boko Haram|Bombardier|Bosch|Breitbart|Breitbart News|Breakingviews|
Bridgestone|Bristol-Myers Squibb|British Airways|British Gas|Broadcom|BuzzFeed|BuzzFeed News|C-SPAN|CBS|CBS News|CIA|
CNN International|COSCO|CVS|CVS Health|Cambridge Analytica|Canon|Capitol Records|Cargill|Carlyle|Carlyle Group|
Carrefour|Caterpillar|Cathay Pacific|Chanel|Channel 4|Charles Schwab|Chase|Cheesecake Factory|Chevrolet|Chevron|
Chick-fil-A|China Eastern|China Mobile|China Southern|China Telecom|China Unicom|Chipotle|Chrysler|Cigna|Cisco|
Citibank|Citic|Citigroup|Clearview AI|Cloudflare|Coca-Cola|Coinbase|Comcast|Commerzbank|ConocoPhillips|Continental|
Costco|Coupang|Credit Suisse|Crowdstrike|CrowdStrike|Cruise|Daily Mail|Daily Mirror|Daily Telegraph|Daily Beast|
The Daily Beast|Daimler|Danone|Dell|Deloitte|Delta|Delta Air Lines|Deutsche Bank|Deutsche Welle|Deutsche Telekom|DHL|
Diageo|Discovery|Disney|Dominion|Dow Chemical|Dow Jones|DowDuPont|Dropbox|DuPont|Duke Energy|Dunkin|E.ON|EDF|ESPN|ETA|
EasyJet|easyJet|eBay|eToro|Electronic Arts|Eli Lilly|Embraer|Emirates|Enel|Eni|Enron|Equifax|Equinor|Ericsson|Ernst
& Young|Etihad|Eurogroup|Eurostat|Europol|Eurozone|Exelon|Expedia|Exxon|Exxon Mobil|ExxonMobil|EY|FARC|FIFA|FedEx|
Ferrari|Fiat|Fiat Chrysler|FireEye|Fitch|Fitch Ratings|Foxconn|Fox|Fox Business|Frontex|FTX|Fujitsu|G4S|GCHQ|GE|
Gannett|Gap|Gazprom|General Dynamics|General Electric|General Mills|Getty|Getty Images|GitHub|GlaxoSmithKline|GSK|
Glencore|GoFundMe|Goldman|Greenpeace|Groupon|Gucci|Gulf Air|H&M|HBO|HP|HTC|Hamas|Hanwha|Harley-Davidson|Harvard
Business School|Hasbro|Heineken|Hermes|Hershey|Hertz|Hewlett-Packard|Hezbollah|Hilton|Hitachi|Home Depot|Honda|
Honeywell|HuffPost|Huffington Post|Hulu|Human Rights Campaign|Hyatt|Hyundai|IBM|ICBC|IKEA|Ikea|ING|IRA|IRS|ISIL|ISIS|
ITV|ITV News|Infosys|Instagram Inc|Intercontinental Exchange|International Criminal Court|ICC|International Olympic
Committee|IOC|International Red Cross|Red Cross|Red Crescent|Red Sox|Islamic Jihad|Islamic State|J.Crew|J&J|JAL|JC
Penney|JD.com|JetBlue|Johnson & Johnson|KFC|KKR|KLM|KPMG|Kellogg|Kia|Kimberly-Clark|Klarna|Knesset|Korean Air|Kraft|Kraft
Heinz|Kroger|Ku Klux Klan|L'Oreal|L'Oréal|LG|LG Electronics|LVMH|Labour|Lazard|Lego|Lehman Brothers|Levi Strauss|Liberty
Mutual|LinkedIn|Lloyd's|Lloyd's of London|Lloyds|Lloyds Bank|Lockheed|Lonza|Los Angeles Times|LA Times|Lowe's|Lucid|
Lufthansa|Luckin|Lyft|MI5|MI6|MSCI|MSF|MSNBC|Macy's|Maersk|Mahindra|Malaysia Airlines|Marks & Spencer|Marriott|Mars|
Mastercard|Mattel|Mazda|McDonald's|McKinsey|McKinsey & Company|Mediaset|Medtronic|Mercedes|Mercedes-Benz|
Merck|Merrill Lynch|Metro-Goldwyn-Mayer|MGM|Michelin|Mitsubishi|Mizuho|Moderna|Moody's|Moody's Investors Service|
Moody's Analytics|Morgan Stanley|Mossad|Motorola|Mozilla|MTV|Muslim Brotherhood|NAACP|NASCAR|NBA|NBC|NBC News|NCAA|NFL|
NHL|NHS|NIO|NPR|NRA|Nasdaq Inc|Nashville Predators|National Geographic|National Grid|National Review|National Rifle
Association|NatWest|Nestle|Nestlé|Netflix|New York Post|New Yorker|The New Yorker|News Corp|News Corporation|Newsweek|
Newsmax|Nike|Nintendo|Nissan|Nokia|Nomura|Nordstrom|Norges Bank|Northrop Grumman|Northwestern University|Novartis|Novavax|
Novo Nordisk|Occidental|Occidental Petroleum|OECD|Ofcom|Olympus|One America News|OPEC+|OSCE|Open Society Foundations|
Oxfam|Oxford University|Cambridge University|PBS|PETA|PEN America|PGA|PGA Tour|PIMCO|PNC|Palantir|Panasonic|Paramount|
PayPal|Pegatron|Peloton|PepsiCo|Pepsi|Petrobras|PetroChina|Peugeot|Pfizer|Philip Morris|Philips|Pinterest|Planned
Parenthood|Porsche|PricewaterhouseCoopers|PwC|Princeton|Princeton University|Procter & Gamble|ProPublica|Prudential|PSA|
Puma|Purdue Pharma|Qantas|Qatar Airways|Qualtrics|Quad|RAF|RBC|RBS|RT|RTE|Rabobank|Raytheon Technologies|Real Madrid|
RealClearPolitics|Red Bull|Reddit Inc|Reliance|Renault|Revlon|Rio Tinto|Rite Aid|Ritz-Carlton|Rivian|Robinhood|Roche|
Rolls-Royce|Rosneft|Royal Dutch Shell|Royal Mail|Royal Navy|Royal Air Force|Russia Today|Ryanair|S&P|S&P Global|SAP|
SK Group|SNCF|SNP|SpaceX|SPD|Safeway|Saks|Salesforce|Salvation Army|Sanofi|Saudi Aramco|Aramco|Save the Children|
Schlumberger|Schneider Electric|Scotland Yard|Seagate|Sears|Serum Institute|Shell|Siemens|Silicon Valley Bank|Singapore
Airlines|Sinn Fein|Sinn Féin|Sinopec|Sinovac|Sinopharm|Sky|Sky News|Skype|Slack|Smithfield|Smithfield Foods|Smithsonian|
Snap|Societe Generale|Société Générale|Sony|Sony Pictures|Sotheby's|Christie's|Southwest|Southwest Airlines|Spotify|Sprint|
Square|Standard & Poor's|Standard Chartered|Starbucks|State Farm|State Street|Stellantis|Stripe|Subaru|Suntory|Suzuki|
Swatch|Swiss Re|T-Mobile|TASS|TSA|TSB|TUC|TUI|TV Tokyo|Taliban|Target|Tata|Tata Motors|Teamsters|Telefonica|Tencent Music|
Tesco|Thales|The Atlantic|The Daily Telegraph|The Hill|The Independent|The Intercept|The Observer|The Onion|The Sun|The
Telegraph|The Times|The Verge|Thomson Reuters|ThyssenKrupp|Thyssenkrupp|Time Warner|Time magazine|Toshiba|Total|
TotalEnergies|Toyota|TransCanada|Transparency International|Transport for London|Trump Organization|Trump Organisation|
TSMC Arizona|UBS|UEFA|UFC|UKIP|UNESCO|UNHCR|UNICEF|Unicef|Unesco|UNAIDS|UPS|USA Today|Uber|UniCredit|Unilever|United
Airlines|UnitedHealth|Univision|Uniqlo|Universal|Universal Music|Universal Pictures|US Steel|U.S. Steel|Vale|Valeant|
Vanguard|Vanity Fair|Variety|Verizon|Vestas|Viacom|ViacomCBS|Virgin|Virgin Atlantic|Virgin Galactic|Visa|Vivendi|Vodafone|
Vogue|Volkswagen|Volvo|Vox|WeWork|WWF|Wagner|Wagner Group|Waitrose|Walgreens|Walmart|Walt Disney|Warner Bros|Warner Music|
Washington Examiner|Washington Free Beacon|Washington Times|Waymo|Wells Fargo|Westinghouse|WhatsApp Inc|Which?|Whole Foods|
WikiLeaks|Wikileaks|Wikimedia|Wipro|Wirecard|World Economic Forum|World Food Programme|WFP|Xerox|XPeng|Yahoo|Yahoo News|
Yale|Yale University|Yara|YouGov|Gallup|Quinnipiac University|Ipsos|Pew Research Center|Pew|Zara|Zillow|Zoom|Zurich Insurance|
Bundestag|Bundesbank|Bundesrat|Duma|State Duma|Lok Sabha|Rajya Sabha|Dail|Dáil|Seanad|Folketing|Riksdag|Riksbank|Storting|
Sejm|Cortes|House of Commons|House of Lords|House of Representatives|House of Parliament|Houses of Parliament|Commons|Lords|
Electoral College|Cabinet Office|Home Office|Treasury|Tory Party|Conservative Party|Labour Party|Labor Party|Liberal
Democrats|Lib Dems|Green Party|Republican National Committee|Democratic National Committee|RNC|DNC|Tea Party|Likud|Hamas
Movement|Fatah|PLO|PKK|YPG|SDF|KDP|Peshmerga|AfD|CDU|CSU|FDP|ANC|BJP|Congress Party|PTI|Five Star Movement|League party|Podemos|
Ciudadanos|Vox party|Syriza|Fidesz|PiS|En Marche|National Rally|National Front|Chelsea|Arsenal|Tottenham|Tottenham Hotspur|
Manchester United|Manchester City|Man United|Man City|Liverpool FC|Everton|Leicester City|West Ham|West Ham United|Newcastle
United|Aston Villa|Crystal Palace|Wolves|Leeds United|Barcelona FC|FC Barcelona|Atletico Madrid|Juventus|Inter Milan|AC Milan|
Bayern Munich|Bayern|Borussia Dortmund|PSG|Paris St Germain|Paris Saint-Germain|Ajax|Celtic|Benfica|Galatasaray|New York
Yankees|Yankees|Mets|New York Mets|Boston Red Sox|Dodgers|Los Angeles Dodgers|Los Angeles Lakers|Lakers|Clippers|Los Angeles
Clippers|Los Angeles Rams|Los Angeles Chargers|Golden State Warriors|Warriors|Celtics|Boston Celtics|Knicks|New York Knicks|
Brooklyn Nets|Nets|Chicago Bulls|Bulls|Miami Heat|Houston Rockets|Rockets|Houston Astros|Astros|Cubs|Chicago Cubs|White Sox|
Patriots|New England Patriots|Cowboys|Dallas Cowboys|Packers|Green Bay Packers|Steelers|Pittsburgh Steelers|Giants|New York
Giants|New York Jets|Jets|Eagles|Philadelphia Eagles|Redskins|Washington Redskins|Ravens|Baltimore Ravens|Chiefs|Kansas City
Chiefs|Broncos|Denver Broncos|Raiders|Las Vegas Raiders|Oakland Raiders|49ers|San Francisco 49ers|Seahawks|Seattle Seahawks|
Saints|New Orleans Saints|Falcons|Atlanta Falcons|Buccaneers|Tampa Bay Buccaneers|Panthers|Carolina Panthers|Dolphins|Miami
Dolphins|Buffalo Bills|Bills|Titans|Tennessee Titans|Colts|Indianapolis Colts|Texans|Houston Texans|Jaguars|Vikings|Minnesota
Vikings|Bears|Chicago Bears|Lions|Detroit Lions|Browns|Cleveland Browns|Bengals|Cincinnati Bengals|Cardinals|Arizona Cardinals|
Rams|Chargers|Cavaliers|Cleveland Cavaliers|Raptors|Toronto Raptors|76ers|Bucks|Milwaukee Bucks|Sixers|Nuggets|Suns|Phoenix
Suns|Mavericks|Dallas Mavericks|Spurs|San Antonio Spurs|Trail Blazers|Utah Jazz|Timberwolves|Pelicans|Grizzlies|Hornets|Pistons|
Pacers|Magic|Hawks|Wizards|Maple Leafs|Bruins|Blackhawks|Canucks|Canadiens|Penguins|Oilers|Flames|Flyers|Sabres|Capitals|
Lightning|Golden Knights|Sooners|Buckeyes|Crimson Tide|Wolverines|Longhorns|Huskies|Ducks|Trojans|Bulldogs|Gators|Seminoles|
Tar Heels|Blue Devils|Wildcats|Spartans|Badgers|Hoosiers|Jayhawks|Cornhuskers|Hawkeyes|Notre Dame|Fighting Irish|Aggies|Tigers|
All Blacks|Springboks|Wallabies|Proteas|Haas|McLaren|Williams Racing|Alpine|AlphaTauri|Alfa Romeo|Racing Point|World Athletics|
USADA|WADA|FIA|UCI|ICC World|Royal Society|Royal Family|Buckingham Palace|Kensington Palace|Lambeth Palace|Holy Cross|Nature|
The Lancet|Lancet|New England Journal of Medicine|Mayo Clinic|Imperial College London|Imperial College|King's College London|
University College London|London School of Economics|Sciences Po|Johns Hopkins|Duke University|Cornell|Cornell University|
New York University|NYU|UCLA|UC Berkeley|Caltech|Dartmouth|Brown University|University of Pennsylvania|Emory University|
Ohio State University|Penn State|Texas A&M|Virginia Tech|Georgia Tech|West Point|U.S. Naval Academy|Annapolis Naval Academy|
National Guard|Secret Service|U.S. Secret Service|Border Patrol|Coast Guard|Air Force|Navy SEALs|Delta Force|Special Forces|
Space Force|Marines|Green Berets|Army Corps of Engineers|DEA|ATF|ICE|CBP|TSA|EPA|FAA|FEMA|FERC|FTC|NIH|NOAA|NTSB|OSHA|SEC|USPS|
USGS|USTR|VA|GAO|CBO|OMB|OPM|HHS|HUD|NATO-led ISAF|IDF|Shin Bet|FSB|GRU|KGB|SVR|Stasi|Gestapo|NKVD|Revolutionary Guards|
Revolutionary Guard|Islamic Revolutionary Guard Corps|IRGC|Quds Force|Houthis|Houthi|Syrian Democratic Forces|White Helmets|
Janjaweed|Lashkar-e-Taiba|Jaish-e-Mohammed|Haqqani network|Khmer Rouge|Tamil Tigers|Shining Path|Black Lives Matter|Antifa|
Proud Boys|Oath Keepers|Extinction Rebellion|MeToo|Anonymous|QAnon|Field Level Media|Press Association|PA|UPI|Kyodo|Kyodo News|
Yonhap|Yonhap News Agency|Interfax|RIA Novosti|Tass|Itar-Tass|ANI|PTI news agency|ANSA|dpa|DPA|EFE|Anadolu|Anadolu Agency|IRNA|
Fars|Tasnim|NHK|Asahi Shimbun|Yomiuri Shimbun|Mainichi|Nikkei Asian Review|Le Monde|Le Figaro|Der Spiegel|Die Welt|Die Zeit|Bild|
Frankfurter Allgemeine Zeitung|Suddeutsche Zeitung|El Pais|El País|El Mundo|Corriere della Sera|La Repubblica|Haaretz|Jerusalem
Post|Times of Israel|Al Arabiya|Hurriyet|Dawn|Times of India|Hindustan Times|The Hindu|Sydney Morning Herald|The Age|The
Australian|Globe and Mail|Toronto Star|CBC|CTV|NTV|Rappler|Philippine Daily Inquirer|Bangkok Post|Jakarta Post|Phoenix TV|Sing
Tao|Ming Pao|Ta Kung Pao|Liberty Times|United Daily News|Hankyoreh|Chosun Ilbo|Rodong Sinmun|Novaya Gazeta|Kommersant|Meduza|
Ukrainska Pravda|Kyiv Independent|Kyiv Post|Slate|Salon|Vice|Vice News|Mother Jones|The Nation|National Interest|Foreign Policy|
Foreign Affairs|Business Insider|Insider|Forbes|Fortune|Barron's|MarketWatch|TechCrunch|Wired|Ars Technica|Gizmodo|Daily Caller|
The Daily Caller|Washington Monthly|Rolling Stone|Esquire|GQ|Elle|People magazine|Hollywood Reporter|The Hollywood Reporter|TMZ|
Unipec|Sinochem|CNOOC|CNPC|State Grid|Norinco|AVIC|CRRC|China Railway|China Construction|China Merchants|Ant Group|Ant Financial|
Ping An|Fosun|HNA|Anbang|Wanda|Dalian Wanda|Geely|SAIC|SAIC Motor|FAW|Dongfeng|GAC|Great Wall Motor|Nio|Li Auto|Haier|Midea|Gree|
TCL|Oppo|OPPO|Vivo|Honor|HiSilicon|Dahua|SenseTime|Megvii|iFlytek|Inspur|Sugon|Phytium|Unitree|Zhipu|Baichuan|Meituan|Kuaishou|
NetEase|Bilibili|Douyin|Sina|Sina Weibo|Sohu|JD|Trip.com|Ctrip|Country Garden|Vanke|Kweichow Moutai|Longi|Trina Solar|JinkoSolar|
Gotion|Ganfeng|CICC|Citic Securities|Bank of Communications|China Construction Bank|Agricultural Bank of China|Industrial and
Commercial Bank of China|Export-Import Bank|Exim Bank|Hang Seng Bank|Cathay|Swire|Jardine Matheson|Li & Fung|MediaTek|UMC|Quanta|
Wistron|ASUS|Asus|Acer|Evergreen|EVA Air|China Airlines|Applied Materials|Lam Research|KLA|Tokyo Electron|Nikon|Infineon|NXP|
STMicroelectronics|Texas Instruments|Analog Devices|Marvell|GlobalFoundries|Synopsys|Cadence|Super Micro|Kioxia|Western Digital|
Cisco Systems|Juniper|Palo Alto Networks|Mandiant|Recorded Future|SolarWinds|Kaspersky|NSO Group|Hacking Team|Volt Typhoon|
Salt Typhoon|APT41|APT10|Capital Economics|Oxford Economics|Evercore|Jefferies|Nomura Holdings|Macquarie|Julius Baer|
Pictet|Amundi|Schroders|Fidelity|Pimco|Bridgewater|Bridgewater Associates|Citadel|Point72|Renaissance Technologies|Sequoia|
Sequoia Capital|Andreessen Horowitz|Y Combinator|Tiger Global|Temasek|GIC|CalPERS|Chamber of Commerce|AFL-CIO|UAW|United Auto
Workers|Business Roundtable|National Association of Manufacturers|Semiconductor Industry Association|National Retail Federation|
American Farm Bureau Federation|Heritage|Brookings Institute|Carnegie Endowment for International Peace|Cato|Aspen Institute|
Lowy|Chatham House|Bruegel|Tsinghua|Nankai University|Sun Yat-sen University|Zhejiang University|Shanghai Jiao Tong University|
Chinese University of Hong Kong|City University of Hong Kong|National Taiwan University|University of Tokyo|Waseda University|
Seoul National University|Yonsei University|University of Sydney|University of Melbourne|Griffith University
`;

/** Names of neither people, organisations nor places: treaties, events, days, works, things. */
export const WORLD_OTHERS = `
Democratic National Convention|Republican National Convention|New Year's Eve|New Year's Day|New Year|New Years|Christmas Eve|Christmas Day|Boxing Day|Good Friday|Thanksgiving Day|
Independence Day|Memorial Day|Labor Day|Veterans Day|Black Friday|Cyber Monday|Golden Week|Spring Festival|Lunar New Year|
World War II|World War I|World War Two|World War One|Second World War|First World War|Cold War|Korean War|Vietnam War|Gulf War|
Iraq War|Opium War|Cultural Revolution|Great Leap Forward|Arab Spring|Holocaust|Great Depression|Industrial Revolution|
World Cup|Olympic Games|Winter Olympics|Summer Olympics|Tokyo Olympics|Beijing Olympics|Paralympic Games|Asian Games|
Commonwealth Games|Super Bowl|World Series|Champions League|Europa League|Premier League|La Liga|Serie A|Bundesliga|Ligue 1|
Euro 2020|Ryder Cup|Wimbledon|US Open|U.S. Open|French Open|Australian Open|Tour de France|Formula One|Formula Two|Formula 1|
Grand Prix|Grand Slam|Davis Cup|Masters|The Masters|NBA Finals|Stanley Cup|Kentucky Derby|Grammy Awards|Academy Awards|
Golden Globes|Emmy Awards|Nobel Prize|Nobel Peace Prize|Pulitzer Prize|Booker Prize|Man Booker Prize|Medal of Honor|
Presidential Medal of Freedom|Purple Heart|Paris Agreement|Paris Accord|Paris climate accord|Kyoto Protocol|Geneva Convention|
Geneva Conventions|Vienna Convention|Good Friday Agreement|Withdrawal Agreement|Northern Ireland Protocol|Internal Market Bill|
Treaty of Versailles|Iran nuclear deal|New START|Non-Proliferation Treaty|Nuclear Non-Proliferation Treaty|Open Skies|
Taiwan Relations Act|Six Assurances|Three Communiques|Shanghai Communique|Shanghai Communiqué|Sino-British Joint Declaration|
Joint Declaration|Basic Law|Magna Carta|Bill of Rights|First Amendment|Second Amendment|Fourth Amendment|Fifth Amendment|
Constitution|Affordable Care Act|CHIPS Act|CHIPS and Science Act|Inflation Reduction Act|Patriot Act|Magnitsky Act|
Global Magnitsky Act|Jones Act|Clean Air Act|Civil Rights Act|Voting Rights Act|National Security Law|Espionage Act|Section 301|
Section 232|Title IX|Title 42|Article 50|Article 5|Brexit Party Manifesto|Belt and Road|Belt and Road Initiative|One Belt One
Road|Made in China 2025|Made in China|Green New Deal|New Deal|Marshall Plan|Build Back Better|Project 2025|Operation Warp Speed|
Air Force One|Marine One|Air Force Two|Boeing 737|Boeing 737 MAX|737 MAX|F-35|F-16|F-15|F-18|B-52|J-20|Airbus A380|iPhone|iPad|
iOS|Android|Windows|Google Maps|Gmail|Google Play|App Store|Apple Watch|PlayStation|Xbox|Wii|Nintendo Switch|ChatGPT|GPT-4|Gemini|
Claude|Copilot|Alexa|Siri|Kindle|Model 3|Model S|Model Y|Bitcoin|Ethereum|Dogecoin|Libra|S&P 500|Dow Jones Industrial Average|
Nasdaq Composite|Nasdaq 100|Russell 2000|FTSE 100|FTSE 250|Nikkei 225|Hang Seng|Hang Seng Index|CSI 300|CSI300|Shanghai Composite|
Stoxx 600|STOXX 600|DAX|CAC 40|Kospi|KOSPI|ASX 200|Topix|Nifty 50|Brent|West Texas Intermediate|Bible|Quran|Koran|Torah|Talmud|
Old Testament|New Testament|Mein Kampf|Star Wars|Star Trek|Game of Thrones|Harry Potter|James Bond|Sesame Street|60 Minutes|
Saturday Night Live|Meet the Press|Face the Nation|Fox News Sunday|Good Morning America|State of the Union|Inauguration Day|
Election Day|Super Tuesday|Brexit|Covid|COVID|COVID-19|Covid-19|Omicron|Delta variant|SARS|SARS-CoV-2|MERS|Ebola|Zika|Sputnik V|
Hurricane Katrina|Hurricane Sandy|Hurricane Harvey|Hurricane Maria|Hurricane Irma|September 11|Sept. 11|9/11|Watergate|
Brexit referendum|Black Hawk|Tomahawk|Patriot missile|Iron Dome|THAAD|S-400|Shangri-La Dialogue|Munich Security Conference|Boao
Forum|Two Sessions|Third Plenum|Communist Manifesto|Little Red Book|Wolf Warrior|Mandarin|Cantonese|Putonghua|English|Democratic|
Republican|GOP|Democrats|Republicans|Democrat|Latin|Great Britain football|GDP|CPI|Medicare|Medicaid|Social Security|Obamacare
`;
