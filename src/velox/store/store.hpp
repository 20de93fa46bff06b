// SPDX-License-Identifier: Apache-2.0
// Everything that a project remembers: runs, experiments, patches, episodes, the apply ledger. One SQL code path over
// SOCI; on a laptop the back end is SQLite in `.velox/velox.db` (write-ahead log, full synchronisation on commit).
//
// Thread-safety: one Store per thread. Several processes may hold one at the same time; each call is a transaction.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"
#include "velox/model/case.hpp"
#include "velox/store/records.hpp"

namespace velox::store {

class Store {
 public:
  /// Opens or creates the database and brings its schema up to date. Errors: io (cannot be created or written: the message
  /// has the system's reason), unsupported (made by a newer Velox), invalid (not a database, or damaged).
  static Result<std::unique_ptr<Store>> open(const fs::path& file);
  ~Store();

  Result<void> put_run(const RunRecord& run);  ///< inserts or replaces
  Result<std::optional<RunRecord>> run(const std::string& id_prefix);
  Result<std::vector<RunRecord>> runs(int limit);  ///< newest first
  /// Marks runs that were left "running" by a process that is gone; call only while holding the project's lock.
  Result<void> mark_interrupted();

  Result<void> add_experiment(const ExperimentRecord& experiment);
  Result<std::vector<ExperimentRecord>> experiments(const std::string& run);
  /// By a prefix of the candidate's id, newest first.
  Result<std::vector<ExperimentRecord>> experiments_by_candidate(const std::string& prefix);

  Result<void> put_patch(const PatchRecord& patch);
  /// By a prefix of the id. Errors: invalid when the prefix is ambiguous.
  Result<std::optional<PatchRecord>> patch(const std::string& id_prefix);
  Result<std::vector<PatchRecord>> patches(const std::string& run);
  Result<std::vector<PatchRecord>> patches_in_state(PatchState state);
  Result<void> set_patch_state(const std::string& id, PatchState state);

  Result<void> add_episode(const EpisodeRecord& episode);
  Result<std::vector<EpisodeRecord>> episodes(const std::string& run);
  Result<std::vector<EpisodeRecord>> all_episodes();  ///< oldest first
  /// Those whose body begins so.
  Result<std::int64_t> count_episodes(const std::string& beginning = "");

  Result<void> add_case(const model::Case& known) { return add_cases({known}); }
  Result<void> add_cases(const std::vector<model::Case>& cases);  ///< all or none
  Result<std::vector<model::Case>> cases();                       ///< oldest first

  Result<std::int64_t> begin_ledger(const LedgerRecord& entry);
  /// Marks the entry done and sets the patch's state in one transaction.
  Result<void> finish_ledger(std::int64_t id, const std::string& patch, PatchState state);
  Result<void> drop_ledger(std::int64_t id);
  Result<std::vector<LedgerRecord>> unfinished_ledger();

 private:
  struct State;
  explicit Store(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace velox::store
