// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/whole_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "velox/base/random.hpp"
#include "velox/base/text.hpp"
#include "velox/experiment/together.hpp"

namespace velox::experiment {

namespace {

constexpr double kSharing = 2;  // as long as alone may a run on a shared CPU take

constexpr double kWaitingShare = 0.25;  // of the wall time on a CPU; below it the workload waits
constexpr std::size_t kShownLine = 120;

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

std::string shown(std::string line) {
  if (line.size() > kShownLine) line = line.substr(0, kShownLine) + "...";
  return line;
}

std::vector<std::string> lines_of(const std::string& text) {
  auto lines = text::split(text, '\n');
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

std::uint32_t seed_of(std::uint64_t seed, std::uint32_t index) {
  return static_cast<std::uint32_t>(Random(seed + index * 104729ULL).below(4294967295ULL) + 1);
}

}  // namespace

std::string without_numbers(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size();) {
    if (is_digit(line[i])) {
      while (i < line.size() && (is_digit(line[i]) || line[i] == '.' || line[i] == ',' || line[i] == ':' ||
                                 ((line[i] == 'e' || line[i] == 'E') && i + 1 < line.size() &&
                                  (is_digit(line[i + 1]) || line[i + 1] == '-' || line[i + 1] == '+')) ||
                                 ((line[i] == '-' || line[i] == '+') && (line[i - 1] == 'e' || line[i - 1] == 'E')))) {
        ++i;
      }
      out += '#';
      for (const std::string_view unit : {" ns", " us", " µs", " ms", " s", "ns", "us", "µs", "ms", "s"}) {
        const auto end = i + unit.size();
        if (line.substr(i).starts_with(unit) &&
            (end >= line.size() || std::isalnum(static_cast<unsigned char>(line[end])) == 0)) {
          i = end;
          break;
        }
      }
    } else if (line[i] == ' ' || line[i] == '\t') {
      while (i < line.size() && (line[i] == ' ' || line[i] == '\t')) ++i;
      out += ' ';
    } else {
      out += line[i++];
    }
  }
  return out;
}

namespace {

// Length of the number at the start of `text` and the unit of time behind it; 0 when there is none.
std::size_t elapsed_at(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && (is_digit(text[end]) || (end > 0 && text[end] == '.'))) ++end;
  if (end == 0) return 0;
  for (const std::string_view unit : {"s", "ms", "us", "µs", "ns", "sec", "secs", "seconds", "min"}) {
    for (const std::string_view space : {"", " "}) {
      const auto stop = end + space.size() + unit.size();
      if (text.substr(end).starts_with(space) && text.substr(end + space.size()).starts_with(unit) &&
          (stop >= text.size() || std::isalnum(static_cast<unsigned char>(text[stop])) == 0)) {
        return stop;
      }
    }
  }
  return 0;
}

// pytest's and unittest's last lines: "== 3 passed, 1 skipped in 0.12s ==", "Ran 3 tests in 0.002s".
bool is_test_summary(std::string_view line) {
  if (line.starts_with("Ran ") && line.find(" test") != std::string_view::npos) return true;
  return std::ranges::any_of(std::array<std::string_view, 7>{" passed", " failed", " error", " skipped", " deselected",
                                                             " xfailed", "no tests ran"},
                             [&](std::string_view word) { return line.find(word) != std::string_view::npos; });
}

}  // namespace

std::string without_elapsed(std::string_view line) {
  for (const std::string_view word : {" in ", "elapsed", "took", "Elapsed", "Took"}) {
    const auto at = line.rfind(word);
    if (at == std::string_view::npos || (word == " in " && !is_test_summary(line))) continue;
    auto begin = at + word.size();
    while (begin < line.size() && (line[begin] == ' ' || line[begin] == ':' || line[begin] == '=')) ++begin;
    const auto length = elapsed_at(line.substr(begin));
    if (length == 0) continue;
    std::string out = std::string(line.substr(0, begin)) + "#";
    // What follows in such a summary is the same time once more, and what frames it is as wide as the rest leaves room for.
    if (word != " in ") return out += line.substr(begin + length);
    out.erase(0, out.find_first_not_of("= "));
    return out;
  }
  return std::string(line);
}

std::vector<std::string> without_places(const std::vector<std::string>& lines) {
  std::vector<std::string> out;
  bool in_frame = false;
  for (const std::string& line : lines) {
    const std::string_view trimmed = text::trim(line);
    const auto at = line.find("\", line ");
    if (trimmed.starts_with("File \"") && at != std::string::npos) {
      auto end = at + 8;
      while (end < line.size() && is_digit(line[end])) ++end;
      out.push_back(line.substr(0, at + 8) + "#" + line.substr(end));
      in_frame = true;
    } else if (in_frame && line.starts_with("    ")) {
      continue;  // the source line of the frame, and the marks below it
    } else {
      in_frame = false;
      out.push_back(line);
    }
  }
  return out;
}

Result<WholeRun> run_whole(const WholeSide& side, const profile::Workload& workload, std::uint32_t hash_seed,
                           Deadline deadline, std::optional<int> cpu) {
  const double timeout_s = (cpu ? kSharing : 1) * workload.timeout_s;
  sandbox::Job job = side_job(side.run, workload.argv, workload.cwd, std::min(deadline.left(), timeout_s), hash_seed);
  job.cpu = cpu;
  for (const auto& [key, value] : workload.env) job.env.emplace(key, value);
  job.policy.readable.insert(job.policy.readable.end(), workload.readable.begin(), workload.readable.end());
  WholeRun run;
  run.outcome = VX_TRY_CONTEXT("running the workload", side.run.sandbox->run(job, side.run.cancel));
  if (run.outcome.kind == model::OutcomeKind::cancelled) return fail(ErrorCode::cancelled, "cancelled");
  run.output.exit_code = run.outcome.exit_code;
  run.output.out = lines_of(run.outcome.out);
  run.output.err = without_places(lines_of(run.outcome.err));
  for (auto* lines : {&run.output.out, &run.output.err}) {
    for (std::string& line : *lines) line = without_elapsed(line);
  }
  run.output.files = VX_TRY_CONTEXT("looking at the files that a run wrote", side.view->reset());
  std::erase_if(run.output.files, [](const auto& file) { return file.first.find("__pycache__") != std::string::npos; });
  return run;
}

WholeReference::Stream WholeReference::learn(const std::vector<std::string>& one, const std::vector<std::string>& two,
                                             const char* name) {
  Stream stream;
  stream.lines = one;
  stream.rules.assign(one.size(), LineRule::exact);
  if (one.size() != two.size()) {
    stream.compared = false;
    assumptions_.push_back(fmt::format("{} has another number of lines in every run and was not compared", name));
    return stream;
  }
  int numbers = 0, skipped = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    if (one[i] == two[i]) continue;
    const bool only_numbers = without_numbers(one[i]) == without_numbers(two[i]);
    stream.rules[i] = only_numbers ? LineRule::without_numbers : LineRule::skipped;
    ++(only_numbers ? numbers : skipped);
  }
  if (numbers > 0)
    assumptions_.push_back(
        fmt::format("{} of {} lines of {} vary from run to run and were compared without their numbers", numbers,
                    one.size(), name));
  if (skipped > 0)
    assumptions_.push_back(
        fmt::format("{} of {} lines of {} vary from run to run and were not compared", skipped, one.size(), name));
  return stream;
}

WholeReference WholeReference::from_runs(const WholeRun& first, const WholeRun& second) {
  WholeReference reference;
  for (const WholeRun* run : {&first, &second}) {
    if (!run->ended())
      reference.unusable_ = fmt::format("the workload does not come to an end by itself: {}", run->outcome.reason);
  }
  if (!reference.unusable_ && first.output.exit_code != second.output.exit_code) {
    reference.unusable_ =
        fmt::format("the workload ends with status {} or {}", first.output.exit_code, second.output.exit_code);
  }
  reference.exit_code_ = first.output.exit_code;
  reference.out_ = reference.learn(first.output.out, second.output.out, "stdout");
  reference.err_ = reference.learn(first.output.err, second.output.err, "stderr");
  reference.files_ = first.output.files;
  for (const auto& [name, hash] : second.output.files) {
    const auto known = first.output.files.find(name);
    if (known == first.output.files.end() || known->second != hash) reference.ignored_files_.push_back(name);
  }
  for (const auto& [name, hash] : first.output.files) {
    if (!second.output.files.contains(name)) reference.ignored_files_.push_back(name);
  }
  for (const std::string& name : reference.ignored_files_) reference.files_.erase(name);
  if (!reference.ignored_files_.empty()) {
    reference.assumptions_.push_back(fmt::format("{} written files vary from run to run and were not compared ({})",
                                                 reference.ignored_files_.size(), reference.ignored_files_.front()));
  }
  reference.wall_s_ = std::max(first.outcome.wall_s, second.outcome.wall_s);
  reference.waits_ = first.outcome.cpu_s < kWaitingShare * first.outcome.wall_s &&
                     second.outcome.cpu_s < kWaitingShare * second.outcome.wall_s;
  return reference;
}

std::optional<std::string> WholeReference::stream_difference(const Stream& stream,
                                                             const std::vector<std::string>& lines, const char* name) {
  if (!stream.compared) return std::nullopt;
  for (std::size_t i = 0; i < std::min(lines.size(), stream.lines.size()); ++i) {
    const LineRule rule = stream.rules[i];
    if (rule == LineRule::skipped || lines[i] == stream.lines[i]) continue;
    if (rule == LineRule::without_numbers && without_numbers(lines[i]) == without_numbers(stream.lines[i])) continue;
    return fmt::format("line {} of {} is `{}` instead of `{}`", i + 1, name, shown(lines[i]), shown(stream.lines[i]));
  }
  if (lines.size() != stream.lines.size())
    return fmt::format("{} has {} lines instead of {}", name, lines.size(), stream.lines.size());
  return std::nullopt;
}

std::optional<std::string> WholeReference::difference(const WholeRun& run) const {
  if (!run.ended()) return fmt::format("the workload does not end as before: {}", run.outcome.reason);
  if (auto found = stream_difference(out_, run.output.out, "stdout")) return found;
  if (auto found = stream_difference(err_, run.output.err, "stderr")) return found;
  if (run.output.exit_code != exit_code_)
    return fmt::format("the workload ends with status {} instead of {}", run.output.exit_code, exit_code_);
  auto files = run.output.files;
  for (const std::string& name : ignored_files_) files.erase(name);
  for (const auto& [name, hash] : files_) {
    const auto found = files.find(name);
    if (found == files.end()) return fmt::format("file {} is not written", name);
    if (found->second != hash) return fmt::format("file {} gets other content", name);
    files.erase(found);
  }
  if (!files.empty()) return fmt::format("file {} is written, which it was not before", files.begin()->first);
  return std::nullopt;
}

Result<WholeReference> build_whole_reference(const WholeSide& a, const profile::Workload& workload, Deadline deadline) {
  const WholeRun first = VX_TRY(run_whole(a, workload, 1, deadline));
  const WholeRun second = VX_TRY(run_whole(a, workload, 2, deadline));
  return WholeReference::from_runs(first, second);
}

std::expected<double, PairFault> WholePairs::time_of(Side side, const WholeRun& run) {
  if (auto difference = reference_.difference(run)) {
    const bool late = run.outcome.kind == model::OutcomeKind::timed_out;
    return std::unexpected(
        PairFault{side, {late ? FaultKind::timed_out : FaultKind::closed, *std::move(difference), ""}, false});
  }
  (side == Side::a ? peaks_a_ : peaks_b_).push_back(static_cast<double>(run.outcome.peak_rss_bytes));
  return reference_.waits() ? run.outcome.wall_s : run.outcome.cpu_s;
}

PairAnswer WholePairs::in_turn(Side first, std::uint32_t hash_seed) {
  using Pair = std::expected<PairTimes, PairFault>;
  PairTimes pair;
  for (const Side side : {first, first == Side::a ? Side::b : Side::a}) {
    const auto time = time_of(side, VX_TRY(run_whole(side == Side::a ? a_ : b_, workload_, hash_seed, deadline_)));
    if (!time) return Pair(std::unexpected(time.error()));
    (side == Side::a ? pair.a : pair.b) = *time;
  }
  return Pair(pair);
}

PairAnswer WholePairs::at_once(Side first, std::uint32_t hash_seed) {
  using Pair = std::expected<PairTimes, PairFault>;
  const auto run = [&](Side side) {
    return run_whole(side == Side::a ? a_ : b_, workload_, hash_seed, deadline_, cpu_);
  };
  const Side second = first == Side::a ? Side::b : Side::a;
  auto [one, two] = run_together([&] { return run(first); }, [&] { return run(second); });
  PairTimes pair;
  for (const Side side : {first, second}) {
    const auto time = time_of(side, VX_TRY(std::move(side == first ? one : two)));
    if (!time) return Pair(std::unexpected(time.error()));
    (side == Side::a ? pair.a : pair.b) = *time;
  }
  return Pair(pair);
}

PairAnswer WholePairs::measure(Side first) {
  const std::uint32_t hash = seed_of(seed_, pair_++);
  if (cpu_ && !reference_.waits()) {
    auto pair = VX_TRY(at_once(first, hash));
    if (pair || deadline_.passed()) return pair;
    cpu_.reset();
  }
  return in_turn(first, hash);
}

}  // namespace velox::experiment
