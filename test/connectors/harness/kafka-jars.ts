import { jarFolder } from './maven.ts';
import { propertiesText } from './properties.ts';

/** Runs on Java 17, with each of Debezium's connectors from 2.7 to 3.7. */
const kafkaVersion = '3.9.1';

/** Without it Kafka logs nothing at all. */
const logToOutput = propertiesText({
  'log4j.rootLogger': 'INFO, stdout',
  'log4j.appender.stdout': 'org.apache.log4j.ConsoleAppender',
  'log4j.appender.stdout.layout': 'org.apache.log4j.PatternLayout',
  'log4j.appender.stdout.layout.ConversionPattern': '%d %p %m (%c)%n',
});

/** The class path of Kafka's broker, tools and Connect, which log to their output. */
export async function kafkaClassPath(): Promise<string> {
  const names = ['kafka_2.13', 'kafka-tools', 'connect-runtime'];
  const artifacts = [
    ...names.map(name => `org.apache.kafka:${name}:${kafkaVersion}`),
    'org.slf4j:slf4j-reload4j:1.7.36',
  ];
  const folder = await jarFolder(`kafka-${kafkaVersion}`, artifacts, { 'log4j.properties': logToOutput });
  return `${folder}:${folder}/*`;
}
