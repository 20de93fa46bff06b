// SPDX-License-Identifier: Apache-2.0
// What one project has learned, for another one or another machine, with nothing in it that tells of the first: no source text, no
// names, strings, paths or times. `velox.pack/1`: cases as vectors and figures of the catalogue's own strategies, and learned rules that
// are made of the language and its libraries alone.
#pragma once

#include <string>

#include "velox/agents/memory.hpp"
#include "velox/base/error.hpp"

namespace velox::agents {

struct PackContents {
  std::size_t cases = 0;
  std::size_t rules = 0;
  std::size_t left_out = 0;  ///< cases and rules that stay here
};

struct Pack {
  std::string text;  ///< of the file
  PackContents contents;
};

/// Errors: the store's, and those of catalogue_of.
Result<Pack> make_pack(Memory& memory);

/// Adds what a pack has to the project; the same pack once more adds nothing. All of it is checked before anything is written. Errors:
/// invalid: no pack, a damaged one, with the place; unsupported: of a newer kind.
Result<PackContents> take_pack(const fs::path& file, Memory& memory);

}  // namespace velox::agents
