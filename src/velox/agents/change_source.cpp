// SPDX-License-Identifier: Apache-2.0
// Patches and commits are read by git itself, which knows every form of them; it runs on a copy in a temporary folder, or
// only reads, so that nothing of the user's is touched.
#include "velox/agents/change_source.hpp"

#include <fmt/format.h>

#include <set>

#include "velox/agents/git.hpp"
#include "velox/base/text.hpp"
#include "velox/profile/project.hpp"

namespace velox::agents {

namespace {

// A name that is not below the folder it is relative to.
bool leads_out(const std::string& name) {
  const fs::path path = fs::path(name).lexically_normal();
  return path.empty() || path.is_absolute() || *path.begin() == "..";
}

Result<std::optional<std::string>> bytes_of(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return std::optional<std::string>();
  return std::optional(VX_TRY(read_file(path)));
}

// A candidate's link may name any file of this machine, and lines of it would be shown.
Result<void> stays_inside(const fs::path& folder, const std::string& name) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(folder / name, error);
  if (!error && !leads_out(real.lexically_relative(fs::weakly_canonical(folder, error)).string())) return {};
  return fail(ErrorCode::invalid, fmt::format("'{}' is a link that leads out of '{}'", name, folder.string()),
              "Only files of the candidate itself are read.");
}

// The files named in `names` that differ between two folders.
Result<model::Change> difference(const fs::path& before, const fs::path& after, const std::set<std::string>& names) {
  model::Change change;
  for (const std::string& name : names) {
    auto old_bytes = VX_TRY(bytes_of(before / name));
    VX_TRY(stays_inside(after, name));
    auto new_bytes = VX_TRY(bytes_of(after / name));
    if (old_bytes != new_bytes) change.files.push_back({name, std::move(old_bytes), std::move(new_bytes)});
  }
  return change;
}

Result<std::set<std::string>> python_files(const fs::path& folder) {
  const auto project = VX_TRY(profile::Project::find({folder}, folder));
  std::set<std::string> names;
  for (const auto& file : project.files()) names.insert(file.path);
  return names;
}

Result<ChangeSource> something(ChangeSource source) {
  if (!source.change.files.empty()) return source;
  return fail(ErrorCode::invalid, fmt::format("nothing differs: {}", source.description),
              "There is no change to judge.");
}

Result<ChangeSource> from_folders(const fs::path& original, const fs::path& candidate) {
  ChangeSource source;
  source.root = profile::absolute_path(original);
  source.description = original.string() + " → " + candidate.string();
  auto names = VX_TRY(python_files(original));
  names.merge(VX_TRY(python_files(candidate)));
  source.change = VX_TRY(difference(original, candidate, names));
  return something(std::move(source));
}

Result<void> commit_exists(const fs::path& folder, const std::string& name) {
  const auto found = VX_TRY(git(folder, {"rev-parse", "--verify", "--quiet", name + "^{commit}"}));
  if (found.exit_code == 0) return {};
  return fail(ErrorCode::not_found, fmt::format("there is no commit '{}' in this repository", name));
}

// Writes a commit's files into a folder, by an index of our own: the user's repository stays as it is.
Result<void> unpack(const fs::path& repository, const std::string& commit, const fs::path& into) {
  const std::map<std::string, std::string> env = {{"GIT_INDEX_FILE", into.string() + ".index"}};
  const std::string failure = "git cannot unpack " + commit;
  VX_TRY(make_folder(into));
  VX_TRY(git_output(repository, {"read-tree", commit}, failure, env));
  VX_TRY(
      git_output(repository, {"checkout-index", "--all", "--force", "--prefix=" + into.string() + "/"}, failure, env));
  return {};
}

}  // namespace

Result<ChangeSource> change_from_paths(const fs::path& original, const fs::path& candidate,
                                       const std::optional<fs::path>& root) {
  std::error_code error;
  for (const fs::path& path : {original, candidate}) {
    if (!fs::exists(path, error)) return fail(ErrorCode::not_found, fmt::format("there is no '{}'", path.string()));
  }
  const bool folder = fs::is_directory(original, error);
  if (folder != fs::is_directory(candidate, error))
    return fail(ErrorCode::usage, "one is a file and the other a folder: give two files or two folders");
  if (folder) return from_folders(original, candidate);
  const auto project = VX_TRY(profile::Project::find({original}, root));
  const auto name = project.relative(original);
  if (!name)
    return fail(ErrorCode::usage, fmt::format("'{}' is not in {}", original.string(), project.root().string()));
  ChangeSource source;
  source.root = project.root();
  source.description = original.string() + " → " + candidate.string();
  auto before = VX_TRY(read_file(original));
  auto after = VX_TRY(read_file(candidate));
  if (before != after) source.change.files.push_back({*name, std::move(before), std::move(after)});
  return something(std::move(source));
}

Result<ChangeSource> change_from_patch(const fs::path& patch, const fs::path& root) {
  const std::string text = VX_TRY(read_file(patch));
  const TempDir work = VX_TRY(TempDir::create("patch-"));
  const fs::path copy = work.path() / "project", file = work.path() / "change.patch";
  VX_TRY(make_folder(copy));
  VX_TRY(write_file_atomic(file, text));
  const Environment alone = {{"GIT_CEILING_DIRECTORIES", work.path().string()}};  // whatever stands around the copy
  const std::string listed = VX_TRY(
      git_output(copy, {"apply", "--numstat", "-z", file.string()}, "'" + patch.string() + "' is no patch", alone));
  std::set<std::string> names;
  for (const std::string& entry : names_of(listed)) {
    const auto parts = text::split(entry, '\t');  // added, removed, name
    if (!parts.empty() && !parts.back().empty()) names.insert(parts.back());
  }
  for (const std::string& line : text::split(text, '\n')) {  // where a renamed or copied file comes from is not listed
    for (const std::string_view start : {"rename from ", "copy from "}) {
      if (line.starts_with(start)) names.insert(std::string(text::trim(line.substr(start.size()))));
    }
  }
  std::erase_if(names, leads_out);
  for (const std::string& name : names) {
    const auto bytes = VX_TRY(bytes_of(root / name));
    if (!bytes) continue;
    VX_TRY(make_folder((copy / name).parent_path()));
    VX_TRY(write_file_atomic(copy / name, *bytes));
  }
  VX_TRY(git_output(copy, {"apply", "--whitespace=nowarn", file.string()},
                    fmt::format("'{}' does not apply to {}", patch.string(), root.string()), alone));
  ChangeSource source;
  source.root = root;
  source.description = patch.string();
  source.change = VX_TRY(difference(root, copy, names));
  return something(std::move(source));
}

Result<ChangeSource> change_from_commits(const std::string& range, const fs::path& folder) {
  const auto dots = range.find("..");
  if (dots == std::string::npos || dots == 0 || range.substr(dots).starts_with("..."))
    return fail(ErrorCode::usage, fmt::format("'{}' is no range of commits", range), "Write it as BASE..HEAD.");
  const std::string base = range.substr(0, dots), end = dots + 2 < range.size() ? range.substr(dots + 2) : "HEAD";
  const fs::path repository = VX_TRY(repository_of(folder));
  VX_TRY(commit_exists(repository, base));
  VX_TRY(commit_exists(repository, end));
  ChangeSource source;
  source.made = VX_TRY(TempDir::create("commits-"));
  const fs::path before = source.made->path() / "before", after = source.made->path() / "after";
  VX_TRY(unpack(repository, base, before));
  VX_TRY(unpack(repository, end, after));
  source.root = before;
  source.description = range;
  const std::string listed = VX_TRY(git_output(repository, {"diff", "--name-only", "--no-renames", "-z", base, end},
                                               "git cannot compare the commits"));
  const auto names = names_of(listed);
  source.change = VX_TRY(difference(before, after, {names.begin(), names.end()}));
  return something(std::move(source));
}

}  // namespace velox::agents
