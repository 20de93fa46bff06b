// SPDX-License-Identifier: Apache-2.0
// The store's schema as a list of migrations: entry N takes a database from version N to N + 1. Entries are never
// edited once released; a change is a new entry. SQL is the subset that SQLite and PostgreSQL share.
#pragma once

#include <array>
#include <string_view>

namespace velox::store {

inline constexpr std::array<std::string_view, 2> kMigrations = {
    R"(
CREATE TABLE runs (
  id TEXT PRIMARY KEY, started_at TEXT NOT NULL, status TEXT NOT NULL, target TEXT NOT NULL, python TEXT NOT NULL,
  seed TEXT NOT NULL, budget_s DOUBLE PRECISION NOT NULL, elapsed_s DOUBLE PRECISION NOT NULL,
  accepted INTEGER NOT NULL, tried INTEGER NOT NULL, result TEXT NOT NULL);
CREATE INDEX runs_started ON runs (started_at);
CREATE TABLE experiments (
  run TEXT NOT NULL, candidate TEXT NOT NULL, unit TEXT NOT NULL, strategy TEXT NOT NULL, line INTEGER NOT NULL,
  verdict TEXT NOT NULL, reason TEXT NOT NULL, pairs INTEGER NOT NULL, seconds DOUBLE PRECISION NOT NULL,
  position INTEGER NOT NULL, body TEXT NOT NULL);
CREATE INDEX experiments_run ON experiments (run, position);
CREATE INDEX experiments_candidate ON experiments (candidate);
CREATE TABLE patches (
  id TEXT PRIMARY KEY, run TEXT NOT NULL, position INTEGER NOT NULL, unit TEXT NOT NULL, file TEXT NOT NULL,
  state TEXT NOT NULL, created_at TEXT NOT NULL, body TEXT NOT NULL, summary TEXT NOT NULL);
CREATE INDEX patches_run ON patches (run, position);
CREATE TABLE episodes (
  run TEXT NOT NULL, unit TEXT NOT NULL, policy TEXT NOT NULL, reward DOUBLE PRECISION NOT NULL, body TEXT NOT NULL);
CREATE INDEX episodes_run ON episodes (run);
CREATE TABLE ledger (
  id INTEGER PRIMARY KEY, patch TEXT NOT NULL, action TEXT NOT NULL, file TEXT NOT NULL, from_sha TEXT NOT NULL,
  to_sha TEXT NOT NULL, at TEXT NOT NULL, done INTEGER NOT NULL);
)",
    R"(
CREATE TABLE cases (
  run TEXT NOT NULL, unit TEXT NOT NULL, at TEXT NOT NULL, strategy TEXT NOT NULL, verdict TEXT NOT NULL,
  gain DOUBLE PRECISION NOT NULL, seconds DOUBLE PRECISION NOT NULL, expected_saving DOUBLE PRECISION NOT NULL,
  python TEXT NOT NULL, machine TEXT NOT NULL, size_class INTEGER NOT NULL, vector TEXT NOT NULL,
  vector_version INTEGER NOT NULL);
CREATE INDEX cases_strategy ON cases (strategy);
)"};

}  // namespace velox::store
