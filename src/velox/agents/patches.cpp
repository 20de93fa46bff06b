// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/patches.hpp"

#include <fmt/format.h>

#include <map>

#include "velox/base/clock.hpp"
#include "velox/base/hash.hpp"
#include "velox/source/edits.hpp"

namespace velox::agents {

namespace {

struct Step {
  const experiment::VerifiedPatch* patch;
  const std::string* from;
  const std::string* to;
  const char* action;
  store::PatchState state;
};

// Every file must be what the first step on it starts from, and each step must continue where the one before ended.
Result<void> check_all(const fs::path& root, const std::vector<Step>& steps) {
  std::map<std::string, std::string> current;
  for (const Step& step : steps) {
    const std::string& file = step.patch->file();
    if (!current.contains(file)) current[file] = VX_TRY(read_file(root / file));
    if (current[file] != *step.from) {
      const bool done_already = current[file] == *step.to;
      return fail(
          ErrorCode::conflict,
          done_already
              ? fmt::format("{} of patch {} was done already: {} has the result", step.action, step.patch->id(), file)
              : fmt::format("{} is not as it was when patch {} was verified; nothing was changed", file,
                            step.patch->id()),
          done_already ? ""
                       : "If it builds on another patch of its run (`velox history` lists them in order), apply that "
                         "one first, or the whole run; otherwise run `velox optimize` again on the file as it is now.");
    }
    current[file] = *step.to;
  }
  return {};
}

// All steps of one file in one write, so that a crash leaves it as it was or as it shall be, and nothing in between.
Result<void> perform(const fs::path& root, store::Store& store, const std::vector<const Step*>& steps) {
  const std::string& file = steps.front()->patch->file();
  const std::string from = sha256_hex(*steps.front()->from), to = sha256_hex(*steps.back()->to);
  std::vector<std::int64_t> entries;
  for (const Step* step : steps) {
    store::LedgerRecord entry;
    entry.patch = step->patch->id();
    entry.action = step->action;
    entry.file = file;
    entry.from_sha = from;
    entry.to_sha = to;
    entry.at = utc_timestamp();
    entries.push_back(VX_TRY(store.begin_ledger(entry)));
  }
  const auto written = write_file_atomic(root / file, *steps.back()->to, KeepMode::yes);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (written)
      VX_TRY(store.finish_ledger(entries[i], steps[i]->patch->id(), steps[i]->state));
    else
      VX_TRY(store.drop_ledger(entries[i]));
  }
  return written;
}

Result<void> perform_all(const fs::path& root, store::Store& store, const std::vector<Step>& steps) {
  VX_TRY(check_all(root, steps));
  std::map<std::string, std::vector<const Step*>> by_file;
  for (const Step& step : steps) by_file[step.patch->file()].push_back(&step);
  for (const auto& [file, group] : by_file) VX_TRY(perform(root, store, group));
  return {};
}

}  // namespace

Result<void> apply_patches(const fs::path& root, store::Store& store,
                           const std::vector<experiment::VerifiedPatch>& patches) {
  std::vector<Step> steps;
  for (const auto& patch : patches) {
    steps.push_back({&patch, &patch.before(), &patch.after(), "apply", store::PatchState::applied});
  }
  return perform_all(root, store, steps);
}

Result<void> roll_back_patches(const fs::path& root, store::Store& store,
                               const std::vector<experiment::VerifiedPatch>& patches) {
  std::vector<Step> steps;
  for (const auto& patch : patches) {
    steps.push_back({&patch, &patch.after(), &patch.before(), "rollback", store::PatchState::rolled_back});
  }
  return perform_all(root, store, steps);
}

Result<std::vector<std::string>> recover(const fs::path& root, store::Store& store) {
  std::vector<std::string> lines;
  for (const store::LedgerRecord& entry : VX_TRY(store.unfinished_ledger())) {
    const auto bytes = read_file(root / entry.file);
    const std::string now = bytes ? sha256_hex(*bytes) : "";
    const auto done = entry.action == "apply" ? store::PatchState::applied : store::PatchState::rolled_back;
    if (now == entry.to_sha) {
      VX_TRY(store.finish_ledger(entry.id, entry.patch, done));
      lines.push_back(fmt::format("an interrupted {} of patch {} had reached {}; noted as done", entry.action,
                                  entry.patch, entry.file));
    } else {
      VX_TRY(store.drop_ledger(entry.id));
      lines.push_back(fmt::format("an interrupted {} of patch {} had not reached {}; nothing to undo", entry.action,
                                  entry.patch, entry.file));
    }
  }
  return lines;
}

std::string combined_diff(const std::vector<experiment::VerifiedPatch>& patches) {
  std::map<std::string, std::pair<const std::string*, const std::string*>> files;  // the first before, the last after
  for (const auto& patch : patches) {
    files.try_emplace(patch.file(), &patch.before(), nullptr).first->second.second = &patch.after();
  }
  std::string diff;
  for (const auto& [file, texts] : files) diff += source::unified_diff(file, *texts.first, *texts.second);
  return diff;
}

}  // namespace velox::agents
