-- Run once by the superuser, on an empty server: the role that owns the database, the role that serves and owns nothing,
-- and the database. Their passwords come from the environment of psql.
\getenv owner_password OWNER_PASSWORD
\getenv serving_password DATABASE_PASSWORD
CREATE ROLE guacun_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE guacun LOGIN PASSWORD :'serving_password';
CREATE DATABASE guacun OWNER guacun_owner;
