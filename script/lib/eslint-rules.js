const directive = /^\s*eslint-(disable|enable)/;

/** A suppression says why: `// eslint-disable-next-line rule -- reason`. */
const reasonedSuppression = {
  meta: { type: 'problem', schema: [], messages: { bare: 'Say why after " -- ".' } },
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        if (!directive.test(comment.value) || /^\s*eslint-enable/.test(comment.value)) continue;
        if (!/\s--\s+\S.{9,}/s.test(comment.value)) {
          context.report({ loc: comment.loc, messageId: 'bare' });
        }
      }
    },
  }),
};

export const localRules = { 'reasoned-suppression': reasonedSuppression };
