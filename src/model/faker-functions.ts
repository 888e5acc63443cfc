/**
 * The faker functions that models may call. Each draws only from the given randomizer, whatever the clock, time zone and
 * locale of the machine; golden files hold their values on every platform. Functions that make dates, passwords or ids
 * with a clock are left out: the generators `timestamp`, `uuid` and `digits` are there for that.
 */
const modules: Readonly<Record<string, string>> = {
  airline: 'aircraftType seat flightNumber',
  animal: 'bear bird cat cow crocodilia dog fish horse insect lion petName rabbit rodent snake type',
  book: 'author format genre publisher series title',
  color: 'human rgb',
  commerce: 'department isbn price product productAdjective productDescription productMaterial productName',
  company: 'buzzAdjective buzzNoun buzzPhrase buzzVerb catchPhrase name',
  database: 'collation column engine type',
  finance:
    'accountName accountNumber amount bic currencyCode currencyName iban pin routingNumber transactionDescription transactionType',
  food: 'adjective description dish ethnicCategory fruit ingredient meat spice vegetable',
  hacker: 'abbreviation adjective ingverb noun phrase verb',
  internet:
    'displayName domainName domainSuffix domainWord email emoji httpMethod ip ipv4 ipv6 mac port url userAgent username',
  location:
    'buildingNumber cardinalDirection city continent country countryCode county direction latitude longitude secondaryAddress state street streetAddress timeZone zipCode',
  lorem: 'lines paragraph paragraphs sentence sentences slug text word words',
  music: 'album artist genre songName',
  number: 'binary float hex int octal',
  person:
    'bio firstName fullName gender jobArea jobDescriptor jobTitle jobType lastName middleName prefix sex suffix zodiacSign',
  phone: 'imei number',
  string: 'alpha alphanumeric hexadecimal numeric',
  system: 'commonFileName commonFileType fileExt fileName fileType filePath mimeType semver',
  vehicle: 'bicycle color fuel manufacturer model type vehicle vin vrm',
  word: 'adjective adverb conjunction interjection noun preposition sample verb words',
};

/** `person.fullName` and the others. */
export const fakerFunctions: ReadonlySet<string> = new Set(
  Object.entries(modules).flatMap(([module, names]) => names.split(' ').map(name => `${module}.${name}`)),
);
