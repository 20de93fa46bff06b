// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/patches.hpp"

#include <fmt/format.h>

#include <algorithm>
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

// The line in which two texts first differ, from 1.
std::size_t first_difference(const std::string& a, const std::string& b) {
  const auto [at, ignored] = std::ranges::mismatch(a, b);
  return static_cast<std::size_t>(std::count(a.begin(), at, '\n')) + 1;
}

// What a step takes for granted and is not so, and what its user can do.
Error refused_apply(const Step& step, const std::string& now) {
  return {ErrorCode::conflict,
          fmt::format("{} is not as it was when patch {} was verified: it differs from line {} on; nothing was changed",
                      step.patch->file(), step.patch->id(), first_difference(now, *step.from)),
          "If it builds on another patch of its run (`velox history` lists them in order), apply that one first, or "
          "the whole run; otherwise run `velox optimize` again on the file as it is now."};
}

Error refused_rollback(const Step& step, const std::string& now) {
  return {ErrorCode::conflict,
          fmt::format("{} is not as patch {} left it: it differs from line {} on; nothing was changed",
                      step.patch->file(), step.patch->id(), first_difference(now, *step.from)),
          fmt::format("If a later patch changed it, roll that one back first, or the whole run. If it was edited, undo "
                      "the edit and roll back again, or take the patch out by hand: `velox show {0}` shows it, "
                      "`velox show {0} --diff | git apply -R` tries to.",
                      step.patch->id())};
}

Error missing_file(const Step& step, const Error& error) {
  if (error.code() != ErrorCode::not_found) return error;
  const bool applying = step.state == store::PatchState::applied;
  return {ErrorCode::conflict,
          fmt::format("{} is not there any more, so patch {} cannot be {} it; nothing was changed", step.patch->file(),
                      step.patch->id(), applying ? "put into" : "taken out of"),
          applying ? "Restore the file (`git checkout` brings back what was committed) and apply again."
                   : "Restore the file as it was and roll back again. If it is restored as it was before the patch, as "
                     "`git checkout` does, `velox rollback` notes that."};
}

// Leaves the steps that are still to be taken: those of a file up to the one whose result it has are done. Every file must be
// what its first step starts from, and each step must continue where the one before ended.
Result<std::vector<const Step*>> steps_to_take(const fs::path& root, const std::vector<const Step*>& group) {
  const auto bytes = read_file(root / group.front()->patch->file());
  if (!bytes) return std::unexpected(missing_file(*group.front(), bytes.error()));
  const auto done =
      std::ranges::find_if(group.rbegin(), group.rend(), [&](const Step* step) { return *bytes == *step->to; });
  const std::vector<const Step*> left(done.base(), group.end());
  const std::string* current = &*bytes;
  for (const Step* step : left) {
    if (*current != *step->from) {
      return std::unexpected(step->state == store::PatchState::applied ? refused_apply(*step, *current)
                                                                       : refused_rollback(*step, *current));
    }
    current = step->to;
  }
  return left;
}

// All steps of one file in one write, so that a crash leaves it as it was or as it shall be, and nothing in between. Steps that
// were done by hand are only entered: in the ledger their file is the same before and after.
Result<void> perform(const fs::path& root, store::Store& store, const std::vector<const Step*>& steps,
                     const std::vector<const Step*>& left) {
  const std::string& file = steps.front()->patch->file();
  const std::string to = sha256_hex(*steps.back()->to), from = left.empty() ? to : sha256_hex(*left.front()->from);
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
  const auto written = left.empty() ? Result<void>() : write_file_atomic(root / file, *steps.back()->to, KeepMode::yes);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (written)
      VX_TRY(store.finish_ledger(entries[i], steps[i]->patch->id(), steps[i]->state));
    else
      VX_TRY(store.drop_ledger(entries[i]));
  }
  return written;
}

Result<void> perform_all(const fs::path& root, store::Store& store, const std::vector<Step>& steps) {
  std::map<std::string, std::vector<const Step*>> by_file, left;
  for (const Step& step : steps) by_file[step.patch->file()].push_back(&step);
  for (const auto& [file, group] : by_file) left[file] = VX_TRY(steps_to_take(root, group));
  for (const auto& [file, group] : by_file) VX_TRY(perform(root, store, group, left[file]));
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

Result<std::vector<std::string>> note_undone(const fs::path& root, store::Store& store,
                                             const std::vector<experiment::VerifiedPatch>& applied) {
  std::map<std::string, std::string> text;  // by file: as it is, then with each patch that is not in it any more
  std::vector<Step> undone;
  for (bool found = true; found;) {
    found = false;
    for (const auto& patch : applied) {
      const auto known = [&](const Step& step) { return step.patch == &patch; };
      if (std::ranges::any_of(undone, known)) continue;
      if (!text.contains(patch.file())) text[patch.file()] = read_file(root / patch.file()).value_or("");
      if (text[patch.file()] != patch.before()) continue;
      undone.push_back({&patch, &patch.after(), &patch.before(), "rollback", store::PatchState::rolled_back});
      text[patch.file()] = patch.after();
      found = true;
    }
  }
  std::vector<std::string> ids;
  std::map<std::string, std::vector<const Step*>> by_file;
  for (auto step = undone.rbegin(); step != undone.rend(); ++step) {  // the last one is taken out first
    by_file[step->patch->file()].push_back(&*step);
    ids.push_back(step->patch->id());
  }
  for (const auto& [file, group] : by_file) VX_TRY(perform(root, store, group, {}));
  return ids;
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
