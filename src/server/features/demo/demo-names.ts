/** Names of many places, by where they are at home: any first name goes with any last name of its row. */
export const names: { first: string[]; last: string[] }[] = [
  {
    first: ['Grace', 'Oliver', 'Imogen', 'Callum', 'Beatrice'],
    last: ['Hartley', 'O’Sullivan', 'Fairweather', 'Ashdown'],
  },
  { first: ['Amara', 'Chidi', 'Ngozi', 'Emeka', 'Adaeze'], last: ['Okonkwo', 'Eze', 'Nwachukwu', 'Balogun'] },
  {
    first: ['Priya', 'Arjun', 'Lakshmi', 'Rohan', 'Ananya'],
    last: ['Raghunathan', 'Iyer', 'Chatterjee', 'Deshpande'],
  },
  {
    first: ['Zofia', 'Łukasz', 'Agnieszka', 'Paweł', 'Małgorzata'],
    last: ['Wójcik', 'Brzęczyszczykiewicz', 'Nowak', 'Dąbrowska'],
  },
  {
    first: ['Élodie', 'Théo', 'Anaïs', 'Jean-Baptiste', 'Solène'],
    last: ['Durand', 'Lefèvre', 'de La Rochefoucauld', 'Moreau'],
  },
  {
    first: ['María José', 'Íñigo', 'Lucía', 'Joaquín', 'Begoña'],
    last: ['García Fernández', 'Etxeberria', 'Núñez', 'de la Fuente'],
  },
  { first: ['Wei', 'Xiuying', 'Jun', 'Mei-Ling', 'Haoran'], last: ['Zhang', 'Ouyang', 'Liu', 'Chen'] },
  {
    first: ['Yuki', 'Haruto', 'Sakura', 'Kenji', 'Aoi'],
    last: ['Tanaka', 'Kobayashi', 'Yamamoto', 'Shimizu'],
  },
  {
    first: ['Fatima', 'Omar', 'Layla', 'Yusuf', 'Noor'],
    last: ['al-Hashimi', 'Benali', 'Haddad', 'El-Sayed'],
  },
  {
    first: ['Ingrid', 'Søren', 'Åsa', 'Bjørn', 'Freyja'],
    last: ['Lindqvist', 'Østergaard', 'Guðmundsdóttir', 'Nyström'],
  },
  {
    first: ['Thiago', 'Mariana', 'João', 'Beatriz', 'Caio'],
    last: ['da Silva Santos', 'Albuquerque', 'Nascimento', 'Gonçalves'],
  },
  {
    first: ['Leilani', 'Tāne', 'Aroha', 'Keanu', 'Mere'],
    last: ['Ngata', 'Kealoha', 'Tūhoe-Williams', 'Parata'],
  },
];

/** A few who break what a page takes for granted: long, short, one name alone, other scripts. */
export const unusual: { firstName: string; lastName: string; local: string }[] = [
  {
    firstName: 'Wolfeschlegelsteinhausenbergerdorff',
    lastName: 'von Hohenzollern-Sigmaringen',
    local: 'wolfe.hohenzollern',
  },
  { firstName: '秀英', lastName: '王', local: 'xiuying.wang' },
  { firstName: 'Ελένη', lastName: 'Παπαδοπούλου', local: 'eleni.papadopoulou' },
  { firstName: 'Олександр', lastName: 'Шевченко', local: 'oleksandr.shevchenko' },
  { firstName: 'ليلى', lastName: 'منصور', local: 'layla.mansour' },
  { firstName: 'Sukarno', lastName: '', local: 'sukarno' },
  { firstName: 'Bo', lastName: 'Ek', local: 'bo.ek' },
  {
    firstName: 'Keihanaikukauakahihuliheekahaunaele',
    lastName: 'Kapule',
    local: 'a.very.long.address.of.somebody.who.never.shortens.anything',
  },
];

export const departments = [
  'Customer Care',
  'Engineering',
  'Finance',
  'Learning & Development',
  'Operations',
  'People and Organisational Effectiveness',
  'Research',
  'Sales',
];

export const locations = ['Bengaluru', 'Edinburgh', 'Kraków', 'Lagos', 'London', 'Remote', 'São Paulo'];

export const jobTitles = ['Analyst', 'Associate', 'Engineer', 'Lead', 'Manager', 'Partner', 'Specialist'];
