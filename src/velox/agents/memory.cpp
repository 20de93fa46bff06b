// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/memory.hpp"

#include <algorithm>

#include "velox/agents/patches.hpp"
#include "velox/base/json_full.hpp"

namespace velox::agents {

namespace {

constexpr int kRunsLookedAt = 50;

Result<fs::path> find_root(const std::optional<fs::path>& wanted) {
  std::error_code error;
  const fs::path start = fs::weakly_canonical(wanted.value_or(fs::current_path()), error);
  if (wanted) {
    if (!fs::is_directory(start)) return fail(ErrorCode::not_found, "there is no folder " + wanted->string());
    return start;
  }
  for (fs::path folder = start;; folder = folder.parent_path()) {
    if (Home::existing(folder)) return folder;
    if (folder == folder.parent_path()) break;
  }
  return fail(ErrorCode::not_found, "no earlier run is known in " + start.string() + " or above it",
              "Go to the project, or name it with --root; `velox optimize` makes the first run.");
}

Result<experiment::VerifiedPatch> read_patch(const store::PatchRecord& record) {
  const Json body = VX_TRY(json::parse(record.body, "the stored patch " + record.id));
  return experiment::VerifiedPatch::from_json(body);
}

Result<std::vector<experiment::VerifiedPatch>> read_patches(const std::vector<store::PatchRecord>& records) {
  std::vector<experiment::VerifiedPatch> patches;
  for (const auto& record : records) patches.push_back(VX_TRY(read_patch(record)));
  return patches;
}

}  // namespace

Result<Memory> Memory::open(const std::optional<fs::path>& wanted) {
  fs::path root = VX_TRY(find_root(wanted));
  auto home = Home::existing(root);
  if (!home) {
    return fail(ErrorCode::not_found, "no earlier run is known in " + root.string(),
                "`velox optimize` makes the first run.");
  }
  auto store = VX_TRY(home->open_store());
  return Memory(std::move(root), *std::move(home), std::move(store));
}

Result<Memory> Memory::open_or_create(const std::optional<fs::path>& wanted) {
  if (auto known = open(wanted); known || known.error().code() != ErrorCode::not_found) return known;
  std::error_code error;
  fs::path root = fs::weakly_canonical(wanted.value_or(fs::current_path()), error);
  if (!fs::is_directory(root, error)) return fail(ErrorCode::not_found, "there is no folder " + root.string());
  auto home = VX_TRY(Home::open(root));
  auto store = VX_TRY(home.open_store());
  return Memory(std::move(root), std::move(home), std::move(store));
}

Result<Remembered> Memory::find(const std::string& id) {
  Remembered found;
  found.patch = VX_TRY(store_->patch(id));
  if (found.patch) return found;
  found.run = VX_TRY(store_->run(id));
  if (found.run) return found;
  found.experiments = VX_TRY(store_->experiments_by_candidate(id));
  if (!found.experiments.empty()) return found;
  return fail(ErrorCode::not_found, "nothing here has the id '" + id + "'", "`velox history` lists runs and patches.");
}

// Patches of an older run are for code that may have changed since: they are named, not taken.
Result<std::vector<store::PatchRecord>> Memory::patches_of_newest() {
  const auto runs = VX_TRY(store_->runs(kRunsLookedAt));
  if (runs.empty()) return fail(ErrorCode::not_found, "there is no run yet", "`velox optimize` makes the first one.");
  for (const auto& run : runs) {
    auto patches = VX_TRY(store_->patches(run.id));
    if (patches.empty()) continue;
    if (run.id == runs.front().id) return patches;
    return fail(ErrorCode::not_found, "the newest run, " + runs.front().id + ", has no patch",
                "The newest one that has is " + run.id + ": name it, if that is what you mean.");
  }
  return fail(ErrorCode::not_found, "no run has found a patch yet");
}

Result<std::vector<store::PatchRecord>> Memory::patches_of(const std::string& id) {
  if (id.empty()) return patches_of_newest();
  const Remembered found = VX_TRY(find(id));
  if (found.patch) return std::vector{*found.patch};
  if (found.run) {
    auto patches = VX_TRY(store_->patches(found.run->id));
    if (patches.empty()) return fail(ErrorCode::not_found, "run " + found.run->id + " has no patch");
    return patches;
  }
  return fail(ErrorCode::not_found, "candidate " + id + " was not accepted, so there is no patch of it",
              "`velox explain " + id + "` says why.");
}

Result<std::string> Memory::diff_of(const std::string& id) {
  return combined_diff(VX_TRY(read_patches(VX_TRY(patches_of(id)))));
}

Result<std::vector<std::string>> Memory::note_undone() {
  const auto applied = VX_TRY(read_patches(VX_TRY(store_->patches_in_state(store::PatchState::applied))));
  return agents::note_undone(root_, *store_, applied);
}

Result<std::vector<store::PatchRecord>> Memory::apply(const std::string& id) {
  const FileLock lock = VX_TRY(home_.lock());
  VX_TRY(recover(root_, *store_));
  VX_TRY(note_undone());
  auto records = VX_TRY(patches_of(id));
  std::erase_if(records, [](const auto& record) { return record.state == store::PatchState::applied; });
  if (records.empty()) return fail(ErrorCode::conflict, "already applied", "`velox rollback` takes it out again.");
  VX_TRY(apply_patches(root_, *store_, VX_TRY(read_patches(records))));
  return records;
}

Result<std::vector<store::PatchRecord>> Memory::to_roll_back(const std::string& id) {
  std::vector<store::PatchRecord> records;
  if (id.empty()) {
    records = VX_TRY(store_->patches_in_state(store::PatchState::applied));
    if (!records.empty()) {
      const std::string run = records.front().run;
      records = VX_TRY(store_->patches(run));
    }
  } else {
    records = VX_TRY(patches_of(id));
  }
  std::erase_if(records, [](const auto& record) { return record.state != store::PatchState::applied; });
  if (records.empty()) return fail(ErrorCode::conflict, "not applied, so there is nothing to roll back");
  std::reverse(records.begin(), records.end());
  return records;
}

Result<RolledBack> Memory::roll_back(const std::string& id) {
  const FileLock lock = VX_TRY(home_.lock());
  VX_TRY(recover(root_, *store_));
  RolledBack done;
  done.now = VX_TRY(to_roll_back(id));
  const auto undone = VX_TRY(note_undone());
  const auto kept = std::stable_partition(done.now.begin(), done.now.end(), [&](const auto& record) {
    return std::find(undone.begin(), undone.end(), record.id) == undone.end();
  });
  done.before.assign(kept, done.now.end());
  done.now.erase(kept, done.now.end());
  VX_TRY(roll_back_patches(root_, *store_, VX_TRY(read_patches(done.now))));
  return done;
}

}  // namespace velox::agents
