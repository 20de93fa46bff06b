// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/external_tool.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "velox/base/text.hpp"

namespace velox::agents {

namespace {

bool is_program(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error) && ::access(path.c_str(), X_OK) == 0;
}

// A script of a virtual environment needs the whole of it; any other program is shown alone.
std::vector<fs::path> what_it_needs(const fs::path& executable) {
  std::error_code error;
  std::vector<fs::path> needs = {executable};
  for (const fs::path& path : {executable, fs::canonical(executable, error)}) {
    const fs::path prefix = path.parent_path().parent_path();
    if (fs::exists(prefix / "pyvenv.cfg", error)) needs.push_back(prefix);
  }
  return needs;
}

}  // namespace

ExternalTool::ExternalTool(fs::path executable, const ToolPlaces& places)
    : executable_(std::move(executable)),
      readable_(what_it_needs(executable_)),
      environment_(places.python.env),
      sandbox_(places.sandbox),
      cancel_(places.cancel) {
  readable_.insert(readable_.end(), places.python.readable.begin(), places.python.readable.end());
}

std::optional<ExternalTool> ExternalTool::find(const std::string& name, const ToolPlaces& places) {
  std::vector<fs::path> folders = {places.python.executable.parent_path()};
  const auto path = places.environment.find("PATH");
  if (path != places.environment.end()) {
    for (const std::string& folder : text::split(path->second, ':')) folders.emplace_back(folder);
  }
  for (const fs::path& folder : folders) {
    if (folder.is_absolute() && is_program(folder / name)) return ExternalTool(folder / name, places);
  }
  return std::nullopt;
}

Result<std::string> ExternalTool::run(const std::vector<std::string>& arguments, std::string text,
                                      const std::vector<fs::path>& readable) const {
  sandbox::Job job;
  job.argv = {executable_.string()};
  job.argv.insert(job.argv.end(), arguments.begin(), arguments.end());
  job.env = environment_;
  job.cwd = "/";
  job.stdin_text = std::move(text);
  job.policy.readable = readable_;
  job.policy.readable.insert(job.policy.readable.end(), readable.begin(), readable.end());
  job.policy.limits.wall_s = kToolSeconds;
  auto outcome = VX_TRY_CONTEXT("running " + executable_.string(), sandbox_->run(job, cancel_));
  if (outcome.kind == model::OutcomeKind::cancelled) return fail(ErrorCode::cancelled, "stopped by the user");
  if (outcome.ok()) return std::move(outcome.out);
  const std::string words(text::trim(text::tail_lines(outcome.err, 2)));
  return fail(ErrorCode::target_failed, fmt::format("{} did not answer: {}{}", executable_.string(), outcome.reason,
                                                    words.empty() ? "" : ": " + words));
}

}  // namespace velox::agents
