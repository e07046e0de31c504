-- What PostGraphile is shown: views over the exchange's own tables, with what its conventions need to know said in
-- smart comments. PostgreSQL folds the views into the queries, so that tables and indexes are the same for all.
-- The rule of `published` is the exchange's own for everybody: what of the records is public and in force today.
DROP SCHEMA IF EXISTS peer CASCADE;
CREATE SCHEMA peer;
CREATE VIEW peer.region AS SELECT code, name, level, parent_code FROM region;
CREATE VIEW peer.industry AS SELECT code, name, level, path, parent_code FROM industry;
CREATE VIEW peer.institution AS SELECT code, name, kind FROM institution;
CREATE VIEW peer.entity AS
  SELECT uscc, name, kind, status, registered_on, legal_form, address, authority, business_scope, fictitious, lei,
    valid_from, region_code, industry_path, industry_inferred
  FROM entity;
CREATE VIEW peer.record AS
  SELECT id, uscc, kind, document_number, authority, decided_on, published_from, published_until, severity,
    subject_name, version, supplier_code
  FROM credit_record
  WHERE publicity = 'PUBLIC' AND state IN ('ACTIVE', 'DISPUTED')
    AND published_from <= (now() AT TIME ZONE 'Asia/Shanghai')::date
    AND (published_until IS NULL OR published_until >= (now() AT TIME ZONE 'Asia/Shanghai')::date);
CREATE FUNCTION peer.entities_of(usccs text[]) RETURNS SETOF peer.entity LANGUAGE sql STABLE AS
  'SELECT e.* FROM unnest(usccs) WITH ORDINALITY AS wanted (uscc, place) JOIN peer.entity e ON e.uscc = wanted.uscc COLLATE "C" ORDER BY place';
COMMENT ON VIEW peer.region IS E'@primaryKey code|@fieldName region\n@foreignKey (parent_code) references peer.region (code)|@fieldName parent|@foreignFieldName children';
COMMENT ON VIEW peer.industry IS E'@primaryKey path|@fieldName industry\n@unique code|@fieldName industryByCode\n@foreignKey (parent_code) references peer.industry (code)|@fieldName parent|@foreignFieldName children';
COMMENT ON VIEW peer.institution IS E'@primaryKey code|@fieldName institution';
COMMENT ON VIEW peer.entity IS E'@primaryKey uscc|@fieldName entity\n@foreignKey (region_code) references peer.region (code)|@fieldName region\n@foreignKey (industry_path) references peer.industry (path)|@fieldName industry';
COMMENT ON VIEW peer.record IS E'@primaryKey id|@fieldName record\n@foreignKey (uscc) references peer.entity (uscc)|@fieldName entity|@foreignFieldName records\n@foreignKey (supplier_code) references peer.institution (code)|@fieldName supplier';
COMMENT ON FUNCTION peer.entities_of(text[]) IS E'@behavior -queryField:resource:connection +queryField:resource:list';
