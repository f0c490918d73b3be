//go:build tools

// Package wasmd pins the chain that the tests run on: this file only makes
// the module depend on wasmd's command, so that go.sum covers all of it.
package wasmd

import _ "github.com/CosmWasm/wasmd/cmd/wasmd"
