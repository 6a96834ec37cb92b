import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Html,
  Link,
  Preview,
  Section,
  Text,
  render,
} from 'react-email';
import { letterCss, letterStyles as styles } from './letter-styles.ts';
import type { Letter, LetterBlock } from './letter.ts';

/** A letter as HTML, readable on a phone and in the dark. */
export const renderPage = (letter: Letter): Promise<string> => render(<LetterPage {...letter} />);

function LetterPage({ spaceName, subject, preview, heading, blocks, footer }: Letter) {
  return (
    <Html lang="en-GB">
      <Head>
        <title>{subject}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{letterCss}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body className="ground" style={styles.ground}>
        <Container style={styles.sheet}>
          <Text className="quiet" style={styles.name}>
            {spaceName}
          </Text>
          <Heading as="h1" className="ink" style={styles.heading}>
            {heading}
          </Heading>
          {blocks.map((block, i) => (
            <Block key={i} block={block} />
          ))}
          <Text className="quiet line" style={styles.footer}>
            {footer}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

function Block({ block }: { block: LetterBlock }) {
  if ('p' in block) {
    return (
      <Text className="ink" style={styles.text}>
        {block.p}
      </Text>
    );
  }
  if ('quote' in block) {
    return (
      <Section className="quote" style={styles.quote}>
        <Text className="ink" style={styles.quoted}>
          {block.quote}
        </Text>
        <Text className="quiet" style={styles.from}>
          {block.from}
        </Text>
      </Section>
    );
  }
  if ('button' in block) {
    return (
      <Section style={styles.action}>
        <Button href={block.url} className="button" style={styles.button}>
          {block.button}
        </Button>
        <Text className="quiet" style={styles.address}>
          Or copy this address:{' '}
          <Link href={block.url} className="link" style={styles.link}>
            {block.url}
          </Link>
        </Text>
      </Section>
    );
  }
  return (
    <table role="presentation" style={styles.facts}>
      <tbody>
        {block.facts.map(([label, value]) => (
          <tr key={label}>
            <td className="quiet" style={styles.label}>
              {label}
            </td>
            <td className="ink" style={styles.value}>
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
