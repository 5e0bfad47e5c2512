import { Prose } from '@/components/ui/prose';
import { Specimen } from './specimen';

const code = `def median(values: list[float]) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle]`;

/** A lesson's page, as Markdown makes it. */
export function Reading() {
  return (
    <Specimen
      title="Reading"
      note="66 characters, 18 px on a 1.65 line; code, tables and notes keep to the same measure."
    >
      <Prose>
        <p>
          A sample is a <em>small promise</em> about a large world. Ask 1,284 people and you may speak,
          carefully, about five million; ask your friends and you speak about your friends.{' '}
          <strong>How they were chosen</strong> matters more than how many there are, and no arithmetic
          afterwards mends a bad choice.
          <sup>
            <a href="#note-1" data-footnote-ref="" id="note-ref-1">
              1
            </a>
          </sup>
        </p>
        <h3 id="the-middle">
          The middle of things
          <a
            className="heading-anchor"
            href="#the-middle"
            aria-label="Link to this section: The middle of things"
          >
            #
          </a>
        </h3>
        <p>
          Sort the values and take <code>ordered[middle]</code>. Press <kbd>Shift</kbd> + <kbd>Enter</kbd> to
          run the cell, and read <a href="#the-middle">what a mean hides</a> before you trust one.
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: code that scrolls has to be reachable by keyboard */}
        <pre tabIndex={0}>
          <code>{code}</code>
        </pre>
        <div className="callout" data-kind="tip">
          <p className="callout-title">Try it</p>
          <p>Put one very large value into the list. Which of the two moves?</p>
        </div>
        <div className="callout" data-kind="warning">
          <p className="callout-title">Mind the gap</p>
          <p>With an even count there is no middle value, and this function picks the upper one.</p>
        </div>
        <blockquote>
          <p>
            It is the mark of an educated mind to rest satisfied with the precision which the subject admits.
          </p>
        </blockquote>
        <ul>
          <li>The mean uses every value, and every mistake.</li>
          <li>
            The median asks only for the order:
            <ol>
              <li>sort,</li>
              <li>count to the middle.</li>
            </ol>
          </li>
        </ul>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
        <section className="table-scroll" aria-label="Measures" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th>Measure</th>
                <th>Of 1, 2, 3</th>
                <th>Of 1, 2, 300</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <td>Mean</td>
                <td>2</td>
                <td>101</td>
              </tr>
              <tr>
                <td>Median</td>
                <td>2</td>
                <td>2</td>
              </tr>
            </tbody>
          </table>
        </section>
        <section className="footnotes">
          <p id="note-1">
            1. The 1936 poll of two million readers of a magazine is the classic case.{' '}
            <a href="#note-ref-1">Back to the text</a>
          </p>
        </section>
      </Prose>
    </Specimen>
  );
}
