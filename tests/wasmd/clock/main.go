// Command clock signs for a test chain's only validator and lets its time pass at a word.
//
// CometBFT takes a block's time from the timestamps of the votes for the block before it. Here those are stamped
// with this machine's time plus an offset, never behind what the node itself would have said. The node is unmodified:
// it asks a remote signer, as validators with a hardware module do.
//
//	clock -home NODE_HOME -chain CHAIN_ID -node unix:///PATH_OF_THE_NODES_SOCKET
//
// Every line on stdin is a number of seconds to put the clock ahead; the answer is the offset, in nanoseconds. It ends
// when stdin does.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	cmtlog "github.com/cometbft/cometbft/libs/log"
	"github.com/cometbft/cometbft/privval"
	cmtproto "github.com/cometbft/cometbft/proto/tendermint/types"
	"github.com/cometbft/cometbft/types"
)

// ahead is a validator whose clock is ahead of everyone's.
type ahead struct {
	types.PrivValidator
	nanos atomic.Int64
}

func (a *ahead) stamp(given time.Time) time.Time {
	now := time.Now().Add(time.Duration(a.nanos.Load())).UTC()
	if now.After(given) {
		return now
	}
	return given
}

// SignVote stamps and signs. The node takes a vote's timestamp from what was signed; a proposal's it does not, and no
// block's time comes from it.
func (a *ahead) SignVote(chainID string, vote *cmtproto.Vote) error {
	vote.Timestamp = a.stamp(vote.Timestamp)
	return a.PrivValidator.SignVote(chainID, vote)
}

func main() {
	home := flag.String("home", "", "home folder of the node whose key signs")
	chain := flag.String("chain", "", "chain id")
	node := flag.String("node", "", "the node's priv_validator_laddr, unix://PATH")
	flag.Parse()
	socket, isUnix := strings.CutPrefix(*node, "unix://")
	if *home == "" || *chain == "" || !isUnix {
		flag.Usage()
		os.Exit(2)
	}

	file := func(name ...string) string { return filepath.Join(append([]string{*home}, name...)...) }
	key := privval.LoadFilePV(file("config", "priv_validator_key.json"), file("data", "priv_validator_state.json"))
	signer := &ahead{PrivValidator: key}
	// The node may still be starting.
	endpoint := privval.NewSignerDialerEndpoint(
		cmtlog.NewNopLogger(),
		privval.DialUnixFn(socket),
		privval.SignerDialerEndpointConnRetries(3_000),
		privval.SignerDialerEndpointRetryWaitInterval(20*time.Millisecond),
	)
	server := privval.NewSignerServer(endpoint, *chain, signer)
	if err := server.Start(); err != nil {
		log.Fatalf("clock: %v", err)
	}

	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		seconds, err := strconv.ParseInt(strings.TrimSpace(lines.Text()), 10, 32)
		if err != nil || seconds < 0 {
			log.Fatalf("clock: %q is no number of seconds", lines.Text())
		}
		fmt.Println(signer.nanos.Add(int64(time.Duration(seconds) * time.Second)))
	}
	_ = server.Stop()
}
