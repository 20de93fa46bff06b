// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <unordered_map>

#include "velox/base/json_full.hpp"
#include "velox/base/random.hpp"

namespace velox::experiment {

namespace {

constexpr std::size_t kMostCalls = 20000;  // in one timed run
constexpr std::uint64_t kMostBatchBytes = 3ULL
                                          << 19;  // pickled arguments of one timed run: they are made anew for each
constexpr double kHeldOutShare = 1.0 / 3;

template <typename T>
void shuffle(std::vector<T>& items, Random& random) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random.below(i)]);
}

// Distinct inputs in order of first appearance, with the number of recorded calls that had the same bytes.
class Collector {
 public:
  explicit Collector(const InputBounds& bounds) : bounds_(bounds) {}

  Result<void> add_file(const fs::path& path, const std::string& records_text) {
    const std::string bytes = VX_TRY_CONTEXT("reading captured calls", read_file(path));
    const Json records = VX_TRY(json::parse(records_text, "records of captured calls"));
    if (!records.is_array()) return fail(ErrorCode::invalid, "records of captured calls are not a list");
    for (const Json& record : records) {
      const std::int64_t offset = json::integer_or(record, "offset", -1), size = json::integer_or(record, "bytes", -1);
      if (offset < 0 || size <= 0 ||
          static_cast<std::uint64_t>(offset) + static_cast<std::uint64_t>(size) > bytes.size()) {
        return fail(ErrorCode::invalid, fmt::format("{}: a recorded call lies outside the file", path.string()));
      }
      add_call(bytes.substr(static_cast<std::size_t>(offset), static_cast<std::size_t>(size)), record);
    }
    return {};
  }

  std::vector<Input> inputs;
  std::vector<std::pair<std::int64_t, std::string>> sequence;

 private:
  void add_call(std::string bytes, const Json& record) {
    const bool in_sequence = json::bool_or(record, "in_sequence");
    if (in_sequence && sequence.size() < bounds_.sequence)
      sequence.emplace_back(json::integer_or(record, "seq"), bytes);
    const auto known = index_.find(bytes);
    if (known != index_.end()) {
      inputs[known->second].frequency += in_sequence ? 1 : 0;
      return;
    }
    if (held_ + bytes.size() > bounds_.bytes) return;
    held_ += bytes.size();
    const auto size = static_cast<std::uint64_t>(std::max<std::int64_t>(json::integer_or(record, "size"), 0));
    Input input;
    input.id = fmt::format("c{}", inputs.size());
    input.bucket = size > 0 ? static_cast<int>(std::bit_width(size)) : -static_cast<int>(std::bit_width(bytes.size()));
    input.frequency = in_sequence ? 1 : 0;
    input.bytes = bytes;
    index_.emplace(std::move(bytes), inputs.size());
    inputs.push_back(std::move(input));
  }

  const InputBounds& bounds_;
  std::unordered_map<std::string, std::size_t> index_;
  std::uint64_t held_ = 0;
};

// Frequencies come from the first calls in order; a kind of size that is not among them was seen at least once.
void spread_frequencies(std::vector<Input*>& bucket) {
  double sum = 0;
  for (const Input* input : bucket) sum += input->frequency;
  for (Input* input : bucket) input->frequency = std::max(sum, 1.0) / static_cast<double>(bucket.size());
}

// Takes from the buckets in turn until `most` are chosen, so that every size is there.
std::vector<Input> round_robin(std::map<int, std::vector<Input>>& buckets, std::size_t most) {
  std::vector<Input> chosen;
  for (std::size_t depth = 0; chosen.size() < most; ++depth) {
    const std::size_t before = chosen.size();
    for (auto& [bucket, inputs] : buckets) {
      if (depth < inputs.size() && chosen.size() < most) chosen.push_back(std::move(inputs[depth]));
    }
    if (chosen.size() == before) break;
  }
  return chosen;
}

}  // namespace

Result<Inputs> read_inputs(const std::vector<std::pair<fs::path, std::string>>& calls, std::uint64_t seed,
                           const InputBounds& bounds) {
  Collector collector(bounds);
  for (const auto& [path, records] : calls) VX_TRY(collector.add_file(path, records));
  Random random(seed);
  shuffle(collector.inputs, random);
  std::map<int, std::vector<Input>> train, held_out;
  for (Input& input : collector.inputs) train[input.bucket].push_back(std::move(input));
  for (auto& [bucket, inputs] : train) {
    std::vector<Input*> all;
    for (Input& input : inputs) all.push_back(&input);
    spread_frequencies(all);
    const auto out = static_cast<std::size_t>(std::ceil(static_cast<double>(inputs.size()) * kHeldOutShare));
    for (std::size_t i = 0; i < out && inputs.size() > 1; ++i) {
      held_out[bucket].push_back(std::move(inputs.back()));
      inputs.pop_back();
    }
  }
  Inputs result;
  result.train = round_robin(train, bounds.train);
  result.held_out = round_robin(held_out, bounds.held_out);
  std::stable_sort(collector.sequence.begin(), collector.sequence.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [seq, bytes] : collector.sequence) result.sequence.push_back(std::move(bytes));
  return result;
}

Batch plan_batch(const std::vector<InputCost>& costs, double target_s, double most_s, std::uint64_t seed) {
  struct Part {
    const InputCost* cost;
    double share, rank;
  };
  Random random(seed);
  std::vector<Part> parts;
  double sum = 0, each_once = 0;
  for (const InputCost& cost : costs) {
    const double weight = std::max(cost.input->frequency, 1e-9) * std::max(cost.seconds, 1e-9);
    // Ordered by log(u) / w, the first n are a sample without replacement with weights w (Efraimidis and Spirakis, "Weighted
    // random sampling with a reservoir", 2006).
    parts.push_back({&cost, weight, std::log(1 - random.uniform()) / weight});
    sum += weight;
    each_once += cost.seconds;
  }
  const bool sampled = each_once > most_s;
  std::ranges::stable_sort(parts, std::greater(), [&](const Part& part) { return sampled ? part.rank : part.share; });
  Batch batch;
  std::uint64_t bytes = 0;
  for (const Part& part : parts) {
    const double each = std::max(part.cost->seconds, 1e-9);
    const auto size = std::max<std::uint64_t>(part.cost->input->bytes.size(), 1);
    auto times = static_cast<std::size_t>(std::max(1.0, std::round(target_s * part.share / sum / each)));
    times = std::min({times, kMostCalls - std::min(kMostCalls, batch.inputs.size()),
                      static_cast<std::size_t>((kMostBatchBytes - std::min(kMostBatchBytes, bytes)) / size)});
    if (batch.inputs.empty()) times = std::max<std::size_t>(times, 1);
    if (!batch.inputs.empty() && batch.seconds + static_cast<double>(times) * each > most_s) continue;
    batch.inputs.insert(batch.inputs.end(), times, part.cost->input->id);
    batch.seconds += static_cast<double>(times) * each;
    bytes += times * size;
  }
  shuffle(batch.inputs, random);
  return batch;
}

}  // namespace velox::experiment
