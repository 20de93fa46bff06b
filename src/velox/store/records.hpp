// SPDX-License-Identifier: Apache-2.0
// What the store keeps, as plain values. Bodies are JSON documents whose shape belongs to the part that wrote them; the
// columns beside them are what is searched and listed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace velox::store {

/// One `velox optimize`.
struct RunRecord {
  std::string id;          ///< 8 hex digits
  std::string started_at;  ///< UTC, ISO 8601
  std::string status;      ///< "running", "finished", "failed", "cancelled", "interrupted"
  std::string target;      ///< as typed
  std::string python;      ///< "3.11.2"
  std::uint64_t seed = 0;
  double budget_s = 0;
  double elapsed_s = 0;
  int accepted = 0;
  int tried = 0;
  std::string result;  ///< velox.optimize/1 document; "" while running
};

/// One candidate of a run and what became of it (refusals by a rule included).
struct ExperimentRecord {
  std::string run;
  std::string candidate;  ///< candidate id
  std::string unit;       ///< UnitId::text()
  std::string strategy;
  int line = 0;
  std::string verdict;  ///< a VerdictKind, or "refused"
  std::string reason;
  int pairs = 0;
  double seconds = 0;
  std::string body;  ///< {"candidate": {...}, "verdict": {...}}
};

enum class PatchState { verified, applied, rolled_back };
const char* to_string(PatchState state);

/// A verified patch. `body` is VerifiedPatch::to_json(), `summary` the patch object of velox.optimize/1.
struct PatchRecord {
  std::string id;
  std::string run;
  int position = 0;  ///< within the run: a patch builds on those before it
  std::string unit;
  std::string file;
  PatchState state = PatchState::verified;
  std::string created_at;
  std::string body;
  std::string summary;
};

/// The decisions of one session: states, actions, rewards.
struct EpisodeRecord {
  std::string run;
  std::string unit;  ///< empty: the session was over the whole project
  std::string policy;
  double reward = 0;
  std::string body;
};

/// One step of the apply/rollback ledger. Written before the file is touched, so that a crash can be told apart and
/// finished or undone: `done` says whether the file was replaced.
struct LedgerRecord {
  std::int64_t id = 0;
  std::string patch;
  std::string action;  ///< "apply" or "rollback"
  std::string file;    ///< relative to the root
  std::string from_sha, to_sha;
  std::string at;
  bool done = false;
};

}  // namespace velox::store
