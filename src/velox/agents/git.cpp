// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/git.hpp"

#include <fmt/format.h>

#include "velox/base/text.hpp"

namespace velox::agents {

namespace {

constexpr double kGitSeconds = 120;
constexpr std::uint64_t kMostOutput = 256U << 20;

std::string first_line(const std::string& text) {
  const auto lines = text::split(text, '\n');
  return lines.empty() ? "" : std::string(text::trim(lines.front()));
}

}  // namespace

Result<ProcessResult> git(const fs::path& folder, const std::vector<std::string>& arguments, const Environment& more) {
  SpawnOptions options;
  options.argv = {"git", "-c", "core.quotepath=off", "-c", "safe.directory=*"};
  options.argv.insert(options.argv.end(), arguments.begin(), arguments.end());
  options.env = current_environment();
  options.env["GIT_TERMINAL_PROMPT"] = "0";
  for (const auto& [name, value] : more) options.env[name] = value;
  options.cwd = folder;
  auto result = run_process(options, Deadline::after(kGitSeconds), kMostOutput);
  if (!result && result.error().code() == ErrorCode::not_found)
    return fail(ErrorCode::unsupported, "git is not installed", "Install git, or give two files or folders instead.");
  if (result && result->out_truncated) return fail(ErrorCode::unsupported, "git's answer is too large");
  return result;
}

Result<std::string> git_output(const fs::path& folder, const std::vector<std::string>& arguments,
                               const std::string& failure, const Environment& more) {
  const auto result = VX_TRY(git(folder, arguments, more));
  if (result.exit_code != 0 || result.signal != 0)
    return fail(ErrorCode::invalid, fmt::format("{}: {}", failure, first_line(result.err)));
  return result.out;
}

std::vector<std::string> names_of(const std::string& text) {
  std::vector<std::string> names;
  for (const auto& name : text::split(text, '\0')) {
    if (!name.empty()) names.emplace_back(name);
  }
  return names;
}

Result<fs::path> repository_of(const fs::path& folder) {
  const auto inside = VX_TRY(git(folder, {"rev-parse", "--show-toplevel"}));
  if (inside.exit_code != 0)
    return fail(ErrorCode::not_found, fmt::format("{} is in no git repository", folder.string()),
                "Name the folder with --root DIR.");
  return fs::path(first_line(inside.out));
}

}  // namespace velox::agents
