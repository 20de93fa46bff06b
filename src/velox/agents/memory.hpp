// SPDX-License-Identifier: Apache-2.0
// The use cases on what a project remembers: history, show, explain, apply, rollback. Ids may be shortened to any
// unambiguous start; a run's id stands for all its patches.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "velox/agents/home.hpp"
#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"
#include "velox/experiment/verified_patch.hpp"
#include "velox/store/store.hpp"

namespace velox::agents {

/// What an id turned out to mean; exactly one of the members is filled.
struct Remembered {
  std::optional<store::RunRecord> run;
  std::optional<store::PatchRecord> patch;
  std::vector<store::ExperimentRecord> experiments;  ///< of one candidate, newest first
};

/// Patches that a rollback dealt with, latest first.
struct RolledBack {
  std::vector<store::PatchRecord> now;
  std::vector<store::PatchRecord> before;  ///< their files were as before the patch already; only noted
};

class Memory {
 public:
  /// Finds the project: `root` when given, else the nearest folder at or above the current one that Velox has worked in.
  /// Error not_found says how to get there.
  static Result<Memory> open(const std::optional<fs::path>& root);
  /// As open; in a project (or folder) that Velox has not worked in, begins its memory.
  static Result<Memory> open_or_create(const std::optional<fs::path>& root);

  const fs::path& root() const { return root_; }
  const Home& home() const { return home_; }
  Result<std::vector<store::RunRecord>> runs(int limit) { return store_->runs(limit); }
  Result<std::vector<store::PatchRecord>> patches(const std::string& run) { return store_->patches(run); }
  Result<std::vector<store::ExperimentRecord>> experiments(const std::string& run) { return store_->experiments(run); }

  Result<std::vector<model::Case>> cases() { return store_->cases(); }
  Result<void> add_cases(const std::vector<model::Case>& cases) { return store_->add_cases(cases); }
  Result<std::vector<store::EpisodeRecord>> episodes() { return store_->all_episodes(); }  ///< oldest first
  Result<std::int64_t> count_episodes(const std::string& beginning = "") { return store_->count_episodes(beginning); }

  /// Error not_found when nothing has this id.
  Result<Remembered> find(const std::string& id);
  /// The patches that an id (of a run or a patch; empty: the newest run) stands for, in the order they were verified. Error
  /// not_found when there is none.
  Result<std::vector<store::PatchRecord>> patches_of(const std::string& id);

  /// What those change taken together, as one unified diff.
  Result<std::string> diff_of(const std::string& id);

  /// Puts the patches of `id` into the files. Returns those applied. All or nothing is checked first. A patch whose file was
  /// brought back by hand to what it was before counts as not applied.
  Result<std::vector<store::PatchRecord>> apply(const std::string& id);
  /// Takes them out again, latest first.
  Result<RolledBack> roll_back(const std::string& id);

 private:
  Result<std::vector<store::PatchRecord>> patches_of_newest();
  Result<std::vector<store::PatchRecord>> to_roll_back(const std::string& id);
  Result<std::vector<std::string>> note_undone();
  Memory(fs::path root, Home home, std::unique_ptr<store::Store> store)
      : root_(std::move(root)), home_(std::move(home)), store_(std::move(store)) {}
  fs::path root_;
  Home home_;
  std::unique_ptr<store::Store> store_;
};

}  // namespace velox::agents
