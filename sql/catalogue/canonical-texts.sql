-- What the server prints of texts taken as values of a type: format('%s') calls the type's own output, a cast to text need not.
SELECT array_agg(format('%s', t::{type}) ORDER BY i) AS texts FROM unnest($1::text[]) WITH ORDINALITY AS u (t, i);
