import { Text } from '@mantine/core';
import captions from '../../public/tutorial.vtt?raw';
import classes from './help.module.css';

/** The words of the captions, a line each. */
const lines = captions
  .split(/\n{2,}/)
  .slice(1)
  .map((cue) => cue.split('\n').slice(1).join(' ').trim())
  .filter((line) => line !== '');

/** The tutorial: adding seats and inviting, from the real page. */
export function Tutorial() {
  return (
    <figure className={classes.tutorial}>
      <video
        controls
        preload="none"
        poster="/tutorial.jpg"
        width={1280}
        height={720}
        aria-label="Tutorial: adding seats and inviting"
      >
        <source src="/tutorial.mp4" type="video/mp4" />
        <track kind="captions" src="/tutorial.vtt" srcLang="en" label="English" default />
      </video>
      <figcaption>
        <Text c="dimmed">Adding seats and inviting, in a minute and without sound.</Text>
        <details>
          <summary>What it shows, in words</summary>
          <ol>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </details>
      </figcaption>
    </figure>
  );
}
