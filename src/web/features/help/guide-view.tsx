import { Text } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, type MouseEvent } from 'react';
import { Empty } from '../../ui/empty';
import { TextLink } from '../../ui/link';
import { plural } from '../../ui/words';
import { type GuideName, type HelpSearch, parseHelpSearch } from './help-search';
import { type Guide, searchSections, snippetOf } from './read-guide';
import { Tutorial } from './tutorial';
import classes from './help.module.css';

interface Props {
  guide: Guide;
  name: GuideName;
  search: HelpSearch;
  withVideo: boolean;
}

/** One guide with its table of contents; or, while something is searched for, where it stands. */
export function GuideView({ guide, name, search, withVideo }: Props) {
  const { slug = '' } = useParams({ strict: false });
  const { q = '', section } = search;
  useEffect(() => {
    if (section === undefined) return;
    const heading = document.getElementById(section);
    heading?.scrollIntoView();
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
  }, [section, guide, q]);
  if (q.trim() !== '') return <Found guide={guide} name={name} q={q} slug={slug} />;
  return (
    <div className={classes.columns}>
      <nav aria-label="Contents" className={classes.contents}>
        {guide.sections.map(({ id, title }) => (
          <TextLink
            key={id}
            to="/s/$slug/help"
            params={{ slug }}
            search={{ guide: name, section: id }}
            resetScroll={false}
            aria-current={section === id ? 'true' : undefined}
          >
            {title}
          </TextLink>
        ))}
      </nav>
      <article className={classes.guide}>
        <Html slug={slug} html={guide.lead} />
        {withVideo && <Tutorial />}
        {guide.sections.map(({ id, html }) => (
          <Html key={id} slug={slug} html={html} />
        ))}
      </article>
    </div>
  );
}

/** What the build rendered from our own Markdown; its links to other sections stay in the page. */
function Html({ slug, html }: { slug: string; html: string }) {
  const navigate = useNavigate();
  const follow = (event: MouseEvent<HTMLElement>) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const href = link?.getAttribute('href') ?? '';
    if (!href.startsWith('?') || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const search = parseHelpSearch(Object.fromEntries(new URLSearchParams(href)));
    void navigate({ to: '/s/$slug/help', params: { slug }, search, resetScroll: false });
  };
  return <section onClick={follow} dangerouslySetInnerHTML={{ __html: html }} />;
}

function Found({ guide, name, q, slug }: { guide: Guide; name: GuideName; q: string; slug: string }) {
  const found = searchSections(guide, q);
  if (found.length === 0) {
    return <Empty title="Nothing found">Try fewer words, or look into another guide.</Empty>;
  }
  return (
    <section aria-label="Found">
      <Text c="dimmed" aria-live="polite" mb={16}>
        {plural(found.length, 'section')} of this guide
      </Text>
      <ul className={classes.found}>
        {found.map((section) => (
          <li key={section.id}>
            <TextLink
              to="/s/$slug/help"
              params={{ slug }}
              search={{ guide: name, section: section.id }}
              resetScroll={false}
            >
              {section.title}
            </TextLink>
            <Text c="dimmed">{snippetOf(section, q)}</Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
