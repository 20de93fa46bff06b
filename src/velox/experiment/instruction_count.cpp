// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/instruction_count.hpp"

#include <cstdlib>

#include "velox/base/text.hpp"

namespace velox::experiment {

namespace {

constexpr double kStartSeconds = 30;
constexpr double kFinishSeconds = 10;
constexpr std::uint32_t kHashSeed = 1;      // the same in all four processes: so is the order of sets
constexpr double kLeastInstructions = 1e5;  // fewer are within what differs from process to process

// cachegrind's last words: "==12== I   refs:      212,345,678".
std::optional<double> total_in(const std::string& err) {
  for (const auto& line : text::split(err, '\n')) {
    const std::string_view view = line;
    const auto at = view.find("refs:");
    if (!view.starts_with("==") || at == std::string_view::npos || view.find(" I ") == std::string_view::npos) continue;
    std::string digits;
    for (const char c : view.substr(at)) {
      if (c >= '0' && c <= '9') digits += c;
    }
    return std::strtod(digits.c_str(), nullptr);
  }
  return std::nullopt;
}

// Of a whole process: start, loading, inputs, arguments and, if `with_calls`, the calls.
Result<std::optional<double>> total(const WorkerSpec& spec, const CallPlan& plan, bool with_calls) {
  const auto deadline = [&] { return plan.deadline.sooner(kStartSeconds); };
  auto started = VX_TRY(start_loaded(spec, deadline()));
  if (!started) return std::nullopt;
  WorkerSession& session = **started;
  for (const Input& input : plan.inputs) {
    if (!session.put(input.id, input.bytes, deadline())) return std::nullopt;
  }
  if (!session.prepare(plan.batch, 1, {}, deadline())) return std::nullopt;
  if (with_calls && !session.run(plan.seed, deadline())) return std::nullopt;
  return total_in(session.finish(plan.deadline.sooner(kFinishSeconds)).err);
}

Result<std::optional<double>> of_calls(WorkerSpec spec, const CallPlan& plan, const fs::path& valgrind) {
  spec.hash_seed = kHashSeed;
  spec.fixed_layout = true;
  spec.under = {valgrind.string(), "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"};
  const auto with = VX_TRY(total(spec, plan, true));
  if (!with) return std::nullopt;
  const auto without = VX_TRY(total(spec, plan, false));
  if (!without || *with - *without < kLeastInstructions) return std::nullopt;
  return *with - *without;
}

}  // namespace

std::optional<fs::path> find_valgrind() {
  const char* path = std::getenv("PATH");
  for (const auto& folder : text::split(path == nullptr ? "/usr/bin:/bin" : path, ':')) {
    std::error_code error;
    const fs::path file = fs::path(folder) / "valgrind";
    if (file.is_absolute() && fs::is_regular_file(file, error)) return file;
  }
  return std::nullopt;
}

Result<std::optional<InstructionCount>> count_instructions(const CallPlan& plan, const fs::path& valgrind) {
  const auto a = VX_TRY(of_calls(plan.a, plan, valgrind));
  if (!a) return std::nullopt;
  const auto b = VX_TRY(of_calls(plan.b, plan, valgrind));
  if (!b) return std::nullopt;
  return InstructionCount{*a, *b};
}

}  // namespace velox::experiment
