/** Given names met in English-language news. Those borne by women and men alike stand in both lists. */

const FEMALE = `
Aaliyah Abigail Ada Adele Adriana Adrienne Agnes Aileen Aisha Alba Alejandra Alessandra Alexa Alexandra Alexis Alice
Alicia Alina Alisha Alison Allison Alma Alyssa Amal Amanda Amber Amelia Amelie Amina Amira Amy Ana Anastasia Andrea
Angela Angelica Angelina Angie Anita Anja Anjali Ann Anna Annabel Annalena Anne Annette Annie Antoinette Antonia
Anushka Anya April Ariana Arlene Asha Ashley Asma Astrid Audrey Aurora Ava Avril Ayanna Ayesha Barbara Beatrice
Beatriz Becky Belinda Benazir Bernadette Bernice Beth Bethany Betsy Betty Beverly Bianca Blanca Bonnie Brenda
Brianna Bridget Brigitte Britney Brittany Brooke Camila Camille Camilla Candace Carina Carla Carly Carmen Carol
Carole Carolina Caroline Carolyn Carrie Caitlin Cassandra Cassidy Catalina Catherine Cathy Cecilia Celeste Celia
Celine Chandra Chantal Charlene Charlotte Chelsea Cheryl Chloe Christa Christiane Christina Christine Christy
Ciara Cindy Claire Clara Clare Clarissa Claudia Colette Colleen Condoleezza Connie Consuelo Cora Corinne Courtney
Cristina Cynthia Dagmar Daisy Dana Daniela Danielle Daphne Darlene Dawn Deanna Debbie Deborah Debra Deirdre Delia
Denise Desiree Diana Diane Dianne Dina Dinah Dolores Dominique Donna Dora Doreen Doris Dorothy Eileen Elaine
Eleanor Elena Elisa Elisabeth Elise Eliza Elizabeth Ella Elle Ellen Ellie Elsa Elsie Emilia Emily Emma Erica Erika
Erin Esmeralda Esperanza Estelle Esther Ethel Eunice Eva Evelyn Faith Farah Fatima Fatou Fay Federica Felicia
Felicity Fiona Flora Florence Fran Frances Francesca Francine Frederica Freya Frida Gabriela Gabrielle Gail Gemma
Genevieve Georgia Georgina Geraldine Gertrude Ghislaine Gillian Gina Gisele Giorgia Giulia Gladys Glenda Gloria
Grace Greta Gretchen Gwen Gwendolyn Hana Hannah Harriet Hazel Heather Heidi Helen Helena Helene Helga Henrietta
Hilary Hilda Hillary Holly Hope Ida Ilana Ilhan Imelda Ines Ingrid Irene Irina Iris Irma Isabel Isabella Isabelle
Ivana Ivanka Ivy Jackie Jacqueline Jada Jade Jamila Jan Jana Jane Janelle Janet Janice Janine Jasmine Jayne Jean
Jeanette Jeanne Jeannie Jen Jenna Jennie Jennifer Jenny Jessica Jessie Jill Joan Joann Joanna Joanne Jocelyn Jodi
Jodie Jody Johanna Josephine Joy Joyce Juanita Judith Judy Julia Juliana Julie Juliet Juliette June Justine Kamala
Kara Karen Karin Karina Karine Karla Kate Katerina Katharina Katharine Katherine Kathleen Kathryn Kathy Katie
Katja Katrina Katy Kay Kayla Kaylee Keira Keisha Kelly Kellyanne Kelsey Kendra Kerry Kiara Kim Kimberly Kira
Kirsten Kirstie Kirstjen Kirsty Kris Krista Kristen Kristi Kristin Kristina Kristine Krysten Kylie Kyrsten Lara
Larissa Latoya Laura Lauren Laurie Layla Lea Leah Leila Lena Leona Leonora Leslie Leticia Lidia Liesel Lilian
Liliana Lillian Lily Lina Linda Lindsay Lindsey Lisa Lise Liz Liza Lizzie Lois Loretta Lori Lorna Lorraine Lottie
Louisa Louise Lourdes Lucia Lucie Lucinda Lucy Luisa Luz Lydia Lyn Lynda Lynn Lynne Mabel Mackenzie Maddie
Madeleine Madeline Madison Maggie Magdalena Mairead Malala Malia Mallory Mandy Manuela Mara Marcela Marcia Margaret
Margarita Margot Margrethe Maria Mariam Marian Marianne Maribel Marie Mariana Marilyn Marina Marion Marisa Marisol
Marissa Marjorie Marlene Marsha Marta Martha Martina Mary Maryam Matilda Maud Maura Maureen Mavis Maxine May Maya
Mazie Megan Meghan Melania Melanie Melinda Melissa Mercedes Meredith Meryl Mia Michaela Michele Michelle Mildred
Millicent Millie Mina Mindy Minnie Miranda Miriam Mitzi Moira Mollie Molly Mona Monica Monique Morgan Muriel Myra
Nadia Nadine Nancy Naomi Natalia Natalie Natasha Nathalie Nell Nellie Nicola Nicole Nichelle Nicky Nikki Nina Noelle
Nora Norma Nour Octavia Odile Olga Olivia Oprah Paige Pam Pamela Paola Pat Patrice Patricia Patti Patty Paula
Paulette Paulina Pauline Pearl Peggy Penelope Penny Petra Philippa Phoebe Phyllis Pilar Polly Pooja Pramila Priscilla
Priti Priya Priyanka Rachael Rachel Ramona Rania Raquel Rashida Rebecca Regina Renata Renee Rhoda Rhonda Ria Rina
Rita Roberta Robin Robyn Rochelle Romina Rosa Rosalind Rosalie Rosalyn Rosario Rose Roseanne Rosemary Rosie Rosita
Roxana Roxanne Ruby Ruth Sabine Sabrina Sadie Sally Salma Samantha Samara Sandra Sandy Sania Sanna Sara Sarah
Sasha Savannah Scarlett Selena Selina Serena Shadia Shana Shania Shannon Shari Sharon Shauna Sheena Sheila Shelby
Shelley Shelly Sheri Sherri Sherry Sheryl Shira Shirley Sienna Silvia Simone Siobhan Sofia Sonia Sonja Sonya Sophia
Sophie Stacey Stacy Stella Stephanie Stormy Sue Summer Susan Susana Susanna Susanne Susie Suzanne Suzy Svetlana
Sybil Sydney Sylvia Sylvie Tabitha Tamara Tammy Tanya Tara Tasha Tatiana Taylor Teresa Teri Terri Tessa Thandi
Thea Thelma Theresa Therese Tiffany Tina Toni Tonya Tracey Traci Tracy Tricia Trina Trisha Trudy Tulsi Uma Una
Ursula Valentina Valerie Vanessa Vera Verena Veronica Vicki Vicky Victoria Viola Violet Virginia Vivian Vivien
Wanda Wendy Whitney Whoopi Wilma Winifred Winnie Xiomara Yasmin Yasmine Yolanda Yoko Yuki Yulia Yvette Yvonne Zadie
Zainab Zara Zelda Zoe Zoya Ngozi Jacinda Sahra Sanae Yuriko Akie Noriko Keiko Naoko Michiko Ayaka Naomi Siti
Sheikha Indira Sushma Sonia Smriti Nirmala Jayalalithaa Mamata Aung Daw Ewa Agnieszka Malgorzata Katarzyna Zuzana
Dalia Viktoria Oksana Ludmila Lyudmila Olena Yelena Ekaterina Nadezhda Galina Marija Jelena Ljiljana Zorana Kaja
Kersti Ingrida Dovile Evika Mette Siv Jadwiga Anneke Sigrid Kajsa Ylva Liv Gro Solveig Ragnhild Katrin Vigdis
Danuta Beata Elzbieta Gudrun Birgit Renate Ulrike Anke Heike Silke Andrée Chrystia Mélanie Hélène Ségolène Valérie
Najat Rachida Marielle Marlène Élisabeth Agathe Léa Anaïs Ximena Dilma Michelle Keiko Veronika Rigoberta Delcy
Xiomara Laurel Jean-Pierre Jeane Nikole Kellie Kayleigh Karoline Stephanie Caitlyn Kaitlan Kaitlin Savanna Weijia
Mikie Elise Liz Marjorie Lauren Kay Kyndra Jeanine Kelli Ayanna Cori Val Nydia Grisham Suzan Deb Mikayla Jaime
`;

const MALE = `
Aaron Abdel Abdelaziz Abdelfattah Abdul Abdullah Abdulla Abe Abel Abhijit Abiy Abraham Adam Adel Adil Adolf Adolfo
Adrian Ahmad Ahmed Aidan Ajay Akbar Akihito Akio Akira Al Alain Alan Alastair Albert Alberto Aldo Alec Alejandro
Aleksandar Aleksander Aleksei Alessandro Alex Alexander Alexandre Alexei Alexey Alexis Alf Alfonso Alfred Alfredo
Ali Alistair Allan Allen Alok Alonso Alphonse Alvaro Alvin Amadou Amir Amit Amos Anders Andre André Andrea Andreas
Andrei Andrej Andrés Andres Andrew Andrey Andriy Andrzej Andy Angel Angelo Angus Anil Anish Ante Anthony Antoine
Anton Antonio António Antony Anwar Archie Ari Arjun Armando Armin Arnaud Arne Arnold Arsène Arseniy Artem Arthur
Artur Arturo Arvind Asad Ashraf Ashton Asif Atul Augusto Austin Avi Avigdor Axel Aziz Babar Barack Barney Barry
Bart Basil Bashar Bassam Ben Benedict Benjamin Bennie Benny Benoît Bernard Bernardo Bernd Bernhard Bernie Bert
Bertrand Bilal Bill Billy Björn Blaine Blair Blake Bo Bob Bobby Boris Brad Bradley Brady Brandon Brendan Brent
Bret Brett Brian Bruce Bruno Bryan Bryce Bryn Buddy Burt Byron Caleb Calum Callum Calvin Cameron Carl Carles Carlo
Carlos Carlton Carson Carter Casey Cecil Cedric César Cesar Chad Charles Charlie Chase Chester Chet Chip Chris
Christiaan Christian Christoph Christophe Christopher Chuck Clarence Clark Claude Claudio Clay Clayton Clement
Cliff Clifford Clint Clinton Clive Clyde Cody Colby Cole Colin Collin Conor Connor Conrad Constantin Corey Cory
Craig Curt Curtis Cyril Cyrus Dale Dallas Damian Damien Damon Dan Dana Daniel Daniele Danilo Danny Dante Darius
Darrell Darren Darryl Daryl Dave David Davide Davis Dawson Dean Deepak Delroy Demetrius Denis Dennis Denny Denzel
Derek Dermot Derrick Desmond Devin Dexter Didier Diego Dieter Dilip Dimitri Dimitris Dino Dirk Dmitri Dmitriy
Dmitry Dominic Dominik Dominique Don Donald Donnie Donovan Doug Douglas Drew Duane Duncan Dustin Dwayne Dwight
Dylan Earl Ed Eddie Eddy Edgar Edmond Edmund Edouard Édouard Eduardo Edward Edwin Efraim Egon Ehud Eldon Eli Elias
Elijah Elliot Elliott Ellis Elon Elton Elvis Elwood Emanuel Emerson Emil Emile Émile Emiliano Emilio Emmanuel
Emmett Enda Enrico Enrique Eric Erich Erik Ernest Ernesto Ernie Ernst Errol Erwin Esteban Ethan Etienne Eugene
Eugenio Evan Evgeny Evo Ezra Fabian Fabien Fabio Fabrice Faisal Farid Farooq Federico Felipe Felix Ferdinand
Fernando Fidel Filip Filippo Finn Florian Floyd Foster Francesco Francis Francisco Franck Franco François Francois
Frank Frankie Franklin Franz Fred Freddie Freddy Frederic Frédéric Frederick Frederik Friedrich Fritz Fumio Gabriel
Galen Garrett Garry Gareth Gary Gaston Gavin Gene Geoff Geoffrey Georg George Georges Georgi Georgios Gerald Gerard
Gérard Gerhard Geraldo Gerry Gert Ghassan Gianni Gideon Gil Gilbert Gilberto Gilles Gino Giorgio Giovanni Giuseppe
Glen Glenn Gonzalo Gordon Graeme Graham Grant Greg Gregg Gregory Guido Guillaume Guillermo Gunnar Günter Gunther
Gus Gustav Gustavo Guy Hakan Hakeem Hal Hamid Hamza Hank Hans Harold Harrison Harry Haruhiko Harvey Hasan Hashim
Hassan Hector Héctor Heiko Heinrich Heinz Helmut Henri Henrik Henrique Henry Herb Herbert Herman Hermann Hideki Hiroshi
Homer Horacio Horst Howard Hubert Hugh Hugo Humberto Hunter Hussain Hussein Ian Ibrahim Idris Ignacio Igor Ilya
Imad Imran Ingo Ira Irfan Irvin Irving Irwin Isaac Isaiah Ismail Israel Issa Ivan Iván Ivo Jack Jackson Jacob
Jacques Jaime Jair Jake Jakob Jakub Jamal James Jameel Jamie Jan Janez Janusz Jared Jaroslaw Jason Javad Javier
Jawed Jay Jean Jean-Claude Jean-Luc Jean-Marc Jean-Marie Jean-Pierre Jean-Yves Jeb Jeff Jeffery Jeffrey Jens Jeremiah
Jeremy Jermaine Jerome Jérôme Jerry Jesse Jesús Jesus Jim Jimmy Joachim Joao João Joaquin Joaquín Jochen Joe Joel
Joey Johan Johann Johannes John Johnny Jon Jonah Jonas Jonathan Jordan Jörg Jorge Jose José Josef Josep Joseph
Josh Joshua Josiah Juan Judd Jude Jules Julian Julien Julio Julius Junaid Junichiro Jürgen Jurgen Justin Kai Kamal
Karan Karim Karl Karsten Kaspar Kazuo Keith Kelvin Ken Kendall Kenneth Kenny Kent Kenta Kermit Kerry Kevin Khaled
Khalid Khalil Kieran Kirk Klaus Knut Kofi Konrad Konstantin Konstantinos Kris Krishna Krzysztof Kumar Kurt Kyle
Kyriakos Lachlan Lamar Lance Lars Larry Lasse László Laszlo Laurence Laurent Lawrence Lazar Lee Leif Len Lennart
Lenny Leo Leon Leonard Leonardo Leonid Leopold Leroy Les Leslie Lester Levi Lewis Liam Lincoln Linus Lionel Lionel
Lloyd Logan Lorenzo Lou Louis Luc Luca Lucas Lucien Ludovic Luigi Luis Luiz Lukas Luke Luther Lyle Lyndon Maarten
Mack Magnus Mahathir Mahmoud Mahmud Majid Malcolm Malik Mamadou Manfred Manmohan Manny Manoj Manuel Marc Marcel
Marcelo Marco Marcos Marcus Marek Mario Mariano Mark Markus Marlon Maroš Marshall Martin Martín Marty Marvin Masaaki
Masahiro Massimo Mateo Mateusz Mathieu Mathias Mats Matt Matteo Matthew Matthias Maurice Mauricio Mauro Max
Maxim Maxime Maximilian Maxwell Mehdi Mehmet Mehmood Mel Melvin Menachem Merrick Mervyn Micah Michael Michail
Michal Michel Mick Mickey Miguel Mihai Mikael Mike Mikhail Miklos Milan Miles Milo Milos Miloš Milton Miroslav Mitch
Mitchell Mo Mohamad Mohamed Mohammad Mohammed Moises Monty Morris Mortimer Moses Moshe Muammar Muhammad Muhammadu
Mukesh Murray Mustafa Myron Nabil Naftali Najib Narendra Nasser Nat Nate Nathan Nathaniel Nawaf Nawaz Neal Ned Neil
Nelson Nicholas Nick Nicolai Nicolás Nicolas Nigel Nikita Niklas Nikol Nikola Nikolai Nikolaos Nikolay Nils Noah
Noam Noel Nolan Norbert Norm Norman Nuri Octavio Oleg Oleksandr Oleksiy Oliver Olivier Omar Omer Orlando Orrin
Oscar Óscar Oskar Osman Oswaldo Otto Owen Pablo Panos Paolo Parker Pascal Pat Patrick Patrik Paul Paulo Pavel Pawel
Pedro Per Percy Perry Pete Peter Petr Petro Phil Philip Philipp Philippe Phillip Pierre Pierluigi Piers Piet Pieter
Piotr Prabowo Pranab Prakash Pradeep Preston Qasem Quentin Quincy Rafael Rafiq Rahm Rahul Raj Rajesh Rajiv Rajnath
Ralf Ralph Ramesh Ramiro Ramon Ramón Ramzan Rand Randal Randall Randy Raphael Rashid Raul Raúl Ravi Ray Raymond
Recep Reggie Reginald Reid Reiner Remi Rémi Remo René Rene Renzo Reuben Rex Reza Ricardo Riccardo Rich Richard
Rick Ricky Rishi Rob Robbie Robert Roberto Robin Rod Roderick Rodney Rodolfo Rodrigo Roger Rohit Roland Rolf Roman
Romano Ron Ronald Ronan Ronnie Rory Ross Roy Ruben Rubén Rudolf Rudolph Rudy Rufus Rupert Russ Russell Rustam Ryan
Saad Sabah Sadiq Saeed Said Sajid Salah Salem Salim Salman Salvador Salvatore Sam Sami Samir Sammy Samuel Sandeep
Sandro Sanjay Santiago Satoshi Satya Saul Scot Scott Scotty Sean Sebastian Sebastián Sébastien Serge Sergei Sergey
Sergio Sérgio Seth Shane Shaun Shawn Sheldon Sherman Shigeru Shimon Shinzo Shivshankar Sid Sidney Siegfried Silvio
Simeon Simon Simón Sohail Solomon Spencer Stan Stanislav Stanley Stavros Stefan Stefano Steffen Stephan Stéphane
Stephen Sterling Steve Steven Stewart Stuart Subrahmanyam Sundar Sunil Suresh Sven Svein Syed Taavi Tadeusz Takashi
Takeshi Taro Tariq Tarek Tayyip Ted Teddy Temir Terence Terje Terrance Terrence Terry Tharman Theo Theodor Theodore
Theodoros Thierry Thom Thomas Thorsten Tiago Tidjane Tim Timothy Timo Tobias Toby Todd Tom Tomás Tomas Tomasz Tommy
Tomoyuki Toni Tony Toomas Torsten Toshihiko Travis Trent Trevor Trey Tristan Troy Tucker Ty Tyler Tyrone Ulf Ulrich
Umar Umberto Uwe Václav Vaclav Valdis Valentin Valentino Valery Vance Vasily Vernon Vicente Victor Víctor Vijay
Viktor Vikram Vince Vincent Vincenzo Vinod Virgil Vitali Vitaly Vito Vivek Vlad Vladimir Volker Volodymyr Vyacheslav
Wade Wahid Waleed Walid Wallace Wally Walt Walter Warren Wayne Wendell Werner Wes Wesley Wilbur Wilfred Wilhelm
Will Willem William Willie Willy Wilson Winston Wolfgang Woody Xavier Yair Yann Yannick Yannis Yaroslav Yasser Yiannis
Yitzhak Yoav Yoshihide Yosef Younis Youssef Yukio Yuri Yuriy Yusuf Yves Zac Zachary Zack Zaid Zane Zbigniew Zeid
Zlatan Zoltan Zoran Rui Kyung Jae Sung Tito Ferdinand Bongbong Prayut Prayuth Srettha Mahinda Gotabaya Ranil Imtiaz
Shehbaz Bilawal Hamid Ashraf Zalmay Haibatullah Abdurrahman Naledi Cyril Jacob Thabo Paul Uhuru Yoweri Goodluck
Bola Olusegun Macky Alassane Emmerson Hage Andry Lazarus Hakainde Samia Faustin Félix Joko Jokowi Susilo Retno
Hishammuddin Muhyiddin Anwar Lawrence Vivian Ng Lloyd Antony Merrick Pete Deb Jake Jon Kurt Ely Daleep Elbridge
Tigran Ilham Nursultan Kassym-Jomart Shavkat Emomali Sadyr Gurbanguly Serdar Mikheil Irakli Zviad Maia Igor Klaus
Borut Janez Andrej Zdravko Bojan Aleksandar Milorad Ivica Hashim Ramush Albin Edi Sali Boyko Kiril Rumen Alexis
Antonis Adonis Nikos Yanis Evangelos Fayez Khalifa Abdelmadjid Beji Kais Youssef Saad Michel Najib Nabih Hassan
Bechara Walid Samir Ehud Benny Gabi Yair Naftali Isaac Mahmoud Saeb Ismail Yahya Haider Adil Mustafa Barham Hoshyar
Masoud Nechirvan Qubad Bafel Javad Hossein Ebrahim Qassem Esmail Saeed Mostafa Masoud Kamal Abdolnaser
Callum Kieran Declan Eoin Niall Cormac Fergal Padraig Seamus Sean Micheál Leo Simon Varun Arlo Euan Ewan Fraser
Hamish Iain Rhys Gethin Huw Ieuan Alun Dafydd Owain Jehan Kelechi Kwasi Kwame Kojo Chidi Chukwuma Emeka Femi Ifeanyi
Bukola Dapo Tunde Wole Isaias Devonta Tyreek Patrick Lamar Dak Kyler Baker Jared Aaron Tom Odell LeBron Kobe Shaquille
Kawhi Giannis Luka Nikola Joel Damian Russell Kyrie Zion Jayson Jaylen Jimmy Bam Tyronn Gregg Doc
`;

const NAME = /\S+/gu;
const FEMALE_NAMES: ReadonlySet<string> = new Set(FEMALE.match(NAME));
const MALE_NAMES: ReadonlySet<string> = new Set(MALE.match(NAME));

export const isGivenName = (word: string): boolean => FEMALE_NAMES.has(word) || MALE_NAMES.has(word);

/** null for a name that we do not know or that both women and men bear. */
export function genderOfGivenName(name: string): "female" | "male" | null {
  const female = FEMALE_NAMES.has(name);
  if (female === MALE_NAMES.has(name)) return null;
  return female ? "female" : "male";
}

const FREQUENT_SURNAMES = new Set(
  `Adams Alexander Ali Allen Anderson Bailey Baker Barnes Bell Bennett Brooks Brown Bryant Burns Butler Campbell Carter
  Clark Cohen Cole Coleman Collins Cook Cooper Cox Cruz Davies Davis Diaz Edwards Ellis Evans Fisher Ford Foster Garcia
  Gibson Gonzalez Graham Grant Gray Green Griffin Hall Hamilton Harris Harrison Hayes Henderson Henry Hernandez Hill
  Howard Hughes Hunt Jackson James Jenkins Johnson Jones Jordan Kelly Khan Kim King Lee Lewis Long Lopez Marshall Martin
  Martinez Mason Miller Mitchell Moore Morales Morgan Morris Murphy Murray Myers Nelson Ortiz Owens Parker Patel Patterson
  Perez Perry Peterson Phillips Powell Price Ramirez Reed Reid Reynolds Rice Richardson Rivera Roberts Robinson Rodriguez
  Rogers Ross Russell Sanchez Scott Shah Shaw Simmons Simpson Singh Smith Stevens Stewart Sullivan Taylor Thomas Thompson
  Torres Turner Walker Wallace Walsh Ward Washington Watson Webb Wells West White Williams Wilson Wood Woods Wright Young`.match(
    NAME,
  ),
);

/** So many bear these that a bare one says nothing. */
export const isFrequentSurname = (word: string): boolean => FREQUENT_SURNAMES.has(word);

/** Family names that stand first, in Chinese, Korean and Vietnamese, as news in English spells them. */
const FAMILY_FIRST = new Set(
  `Ai An Ao Bai Ban Bao Bi Bian Bo Bu Cai Cao Cen Chai Chan Chang Chao Che Chen Cheng Cheung Chi Chiang Chien Chin
  Chiu Cho Choe Choi Chong Chou Chow Chu Chuang Chun Chung Cui Dai Deng Diao Ding Dong Dou Du Duan Fan Fang Fei Feng
  Fok Fong Fu Fung Gan Gao Ge Geng Gong Gou Gu Guan Gui Guo Ha Hai Han Hao He Ho Hong Hou Hsia Hsiao Hsieh Hsu Hu
  Hua Huang Hui Hung Huo Hwang Ip Jang Ji Jia Jian Jiang Jiao Jin Jing Jo Ju Jung Kan Kang Kao Ke Keung Khoo Kim Ko
  Kong Koo Kou Ku Kuan Kuang Kung Kuo Kwok Kwon Lai Lam Lan Lang Lao Lau Law Lee Lei Leng Leung Li Lian Liang Liao
  Lien Lim Lin Ling Liu Lo Loh Long Lou Lu Lui Luk Lung Luo Lyu Lü Ma Mak Man Mao Mei Meng Mi Miao Min Mo Mok Moon
  Mou Mu Na Ng Ngai Ngo Ngo Nguyen Nie Ning Niu Nong Oh Ong Ou Ouyang Pai Pak Pan Pang Park Pei Peng Pham Phan Pi
  Piao Ping Poon Pu Qi Qian Qiang Qiao Qin Qiu Qu Quan Que Ran Rao Ren Rhee Roh Rong Ru Ruan Rui Ryu Seo Sha Shan
  Shang Shao Shao She Shen Sheng Shi Shih Shin Shu Shuai Shui Sima Situ Siu Son Song Soong Su Suh Sui Sun Sung Suo
  Szeto Tai Tam Tan Tang Tao Teng Teoh Tian Tien To Tong Tran Trinh Truong Tsai Tsang Tsao Tse Tseng Tso Tsui Tu Tung
  Vo Vu Wan Wang Wei Wen Weng Wong Woo Wu Xi Xia Xiang Xiao Xie Xin Xing Xiong Xu Xuan Xue Yan Yang Yao Ye Yeh Yen
  Yeo Yeung Yi Yim Yin Ying Yip Yong Yoo Yoon You Yu Yuan Yue Yuen Yun Yung Zang Zeng Zha Zhai Zhan Zhang Zhao Zhen
  Zheng Zhi Zhong Zhou Zhu Zhuang Zhuo Zong Zou Zuo`.match(NAME),
);

export const isFamilyFirst = (word: string): boolean => FAMILY_FIRST.has(word);

const INITIALS = "zh|ch|sh|b|p|m|f|d|t|n|l|g|k|h|j|q|x|r|z|c|s|y|w";
const FINALS =
  "iang|iong|uang|ang|eng|ian|iao|ing|ong|uai|uan|ueng|van|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u|ü";
const PINYIN = new RegExp(`^(?:(?:${INITIALS})?(?:${FINALS})'?){1,2}$`, "iu");

/** Does a word read as one or two syllables of Mandarin, as a Chinese given name does in print? */
export const isPinyin = (word: string): boolean => word.length <= 10 && PINYIN.test(word);
