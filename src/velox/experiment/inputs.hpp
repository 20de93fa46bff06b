// SPDX-License-Identifier: Apache-2.0
// The calls that capture recorded, as inputs for experiments: distinct ones, cut into a part that decides and a part that
// is held out for the confirmation, each covering the sizes that occur, with the frequency they occur at.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"

namespace velox::experiment {

enum class Origin { captured, mutated, generated };

struct Input {
  std::string id;     ///< "c12", "m3", "g1"
  std::string bytes;  ///< pickle of (args, kwargs)
  Origin origin = Origin::captured;
  int bucket = 0;        ///< log2 of its size, or of its bytes when it has no size
  double frequency = 1;  ///< how often such a call occurs, relative to the other inputs
  std::string made_how;  ///< of mutated and generated inputs
};

struct Inputs {
  std::vector<Input> train;
  std::vector<Input> held_out;
  /// The first calls in the order they happened, repeats included: indices say which distinct bytes.
  std::vector<std::string> sequence;
  bool empty() const { return train.empty() && held_out.empty(); }
};

struct InputBounds {
  std::size_t train = 160;
  std::size_t held_out = 64;
  std::size_t sequence = 2000;
  std::uint64_t bytes = 256ULL << 20;
};

/// Reads calls files. `calls`: file and the JSON text of its `records` (protocol, section 3). Records that do not fit their
/// file are an error (invalid): a cut calls file is a bug, not an input. Deterministic for a seed.
Result<Inputs> read_inputs(const std::vector<std::pair<fs::path, std::string>>& calls, std::uint64_t seed,
                           const InputBounds& bounds = {});

/// Cost of one call of an input on side A, in seconds.
struct InputCost {
  const Input* input = nullptr;
  double seconds = 0;
};

/// Which inputs one timed run calls, and how often each.
struct Batch {
  std::vector<std::string> inputs;  ///< ids, repeated; shuffled
  double seconds = 0;               ///< expected on side A
};

/// Chooses a batch of about `target_s`: each input's part of the time is that which its kind has in the frequencies seen.
/// When one call of each would take longer than `most_s`, a sample of them by their part of the time is taken; one call always remains.
Batch plan_batch(const std::vector<InputCost>& costs, double target_s, double most_s, std::uint64_t seed);

}  // namespace velox::experiment
